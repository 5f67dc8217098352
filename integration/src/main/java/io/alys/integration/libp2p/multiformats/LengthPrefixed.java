package io.alys.integration.libp2p.multiformats;

import io.alys.integration.libp2p.PeerFault;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Messages with a varint of their length in front, read from pieces of any size.
 *
 * <p>The length is checked before anything is kept, and memory grows with what has really arrived:
 * a peer that announces much and sends little costs little.
 */
public final class LengthPrefixed {

  private static final int FIRST_SIZE = 512;
  private static final byte[] NONE = {};

  private final int limit;
  private final PeerFault.Layer layer;
  private final Varint.Partial length = new Varint.Partial();
  private boolean lengthKnown;
  private byte[] body = NONE;
  private int filled;

  /** A reader of messages of at most so many bytes. */
  public LengthPrefixed(int limit, PeerFault.Layer layer) {
    this.limit = limit;
    this.layer = layer;
  }

  /** The next whole message, or none until more has come; what follows it stays in the buffer. */
  public Optional<byte[]> read(ByteBuffer in) {
    while (!lengthKnown) {
      if (!in.hasRemaining()) {
        return Optional.empty();
      }
      lengthKnown = length.accept(in.get());
    }
    int wanted = checkedLength();
    int taken = Math.min(in.remaining(), wanted - filled);
    grow(filled + taken, wanted);
    in.get(body, filled, taken);
    filled += taken;
    return filled < wanted ? Optional.empty() : Optional.of(take());
  }

  /** Whether a message has begun and is not whole. */
  public boolean isMidway() {
    return lengthKnown || length.value() != 0;
  }

  /** A message with its length in front. */
  public static byte[] encode(byte[] message) {
    var prefix = Varint.encode(message.length);
    var framed = Arrays.copyOf(prefix, prefix.length + message.length);
    System.arraycopy(message, 0, framed, prefix.length, message.length);
    return framed;
  }

  private int checkedLength() {
    if (length.value() > limit) {
      throw new PeerFault(
          layer, "a message of " + length.value() + " bytes, at most " + limit + " are taken");
    }
    return (int) length.value();
  }

  private void grow(int needed, int wanted) {
    if (needed > body.length) {
      int doubled = Math.max(FIRST_SIZE, (int) Math.min(Integer.MAX_VALUE, 2L * body.length));
      body = Arrays.copyOf(body, Math.min(wanted, Math.max(needed, doubled)));
    }
  }

  private byte[] take() {
    var message = body.length == filled ? body : Arrays.copyOf(body, filled);
    body = NONE;
    filled = 0;
    lengthKnown = false;
    length.reset();
    return message;
  }
}
