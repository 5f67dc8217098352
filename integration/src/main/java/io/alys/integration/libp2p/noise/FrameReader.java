package io.alys.integration.libp2p.noise;

import io.alys.integration.libp2p.PeerFault;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Cuts bytes into Noise messages, each with its length in two bytes in front. */
final class FrameReader {

  static final int HEAD = 2;

  private static final int FIRST_SIZE = 256;

  private byte[] held = new byte[FIRST_SIZE];
  private int filled;

  /** The next whole message, to be used before the next call; or none until more has come. */
  Optional<ByteBuffer> read(ByteBuffer in, int limit) {
    if (filled == 0 && in.remaining() >= HEAD) {
      int length = in.getShort(in.position()) & 0xffff;
      check(length, limit);
      if (in.remaining() >= HEAD + length) {
        var message = in.slice(in.position() + HEAD, length);
        in.position(in.position() + HEAD + length);
        return Optional.of(message);
      }
    }
    return gather(in, limit);
  }

  private Optional<ByteBuffer> gather(ByteBuffer in, int limit) {
    if (!fill(in, HEAD)) {
      return Optional.empty();
    }
    int length = ((held[0] & 0xff) << Byte.SIZE) | (held[1] & 0xff);
    check(length, limit);
    if (!fill(in, HEAD + length)) {
      return Optional.empty();
    }
    filled = 0;
    return Optional.of(ByteBuffer.wrap(held, HEAD, length));
  }

  private boolean fill(ByteBuffer in, int wanted) {
    int taken = Math.min(in.remaining(), Math.max(0, wanted - filled));
    if (filled + taken > held.length) {
      held = Arrays.copyOf(held, Math.max(filled + taken, Math.min(wanted, 2 * held.length)));
    }
    in.get(held, filled, taken);
    filled += taken;
    return filled >= wanted;
  }

  private static void check(int length, int limit) {
    if (length > limit) {
      throw new PeerFault(
          PeerFault.Layer.NOISE, "a message of " + length + " bytes, at most " + limit);
    }
  }
}
