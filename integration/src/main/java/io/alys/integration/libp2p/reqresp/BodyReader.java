package io.alys.integration.libp2p.reqresp;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.multiformats.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One body as {@code ssz_snappy} has it: a varint of its size, then snappy frames. */
final class BodyReader {

  private final int limit;
  private final Varint.Partial size = new Varint.Partial();
  private @Nullable SnappyFrames frames;

  BodyReader(int limit) {
    this.limit = limit;
  }

  /** The body once it is whole; what follows it stays in the buffer. */
  Optional<byte[]> read(ByteBuffer in) {
    while (frames == null) {
      if (!in.hasRemaining()) {
        return Optional.empty();
      }
      if (size.accept(in.get())) {
        frames = new SnappyFrames(checkedSize());
      }
    }
    frames.read(in);
    return frames.isDone() ? Optional.of(frames.body()) : Optional.empty();
  }

  static void write(byte[] body, ByteArrayOutputStream out) {
    Varint.write(body.length, out);
    out.writeBytes(SnappyFrames.pack(body));
  }

  private int checkedSize() {
    if (size.value() > limit) {
      throw new PeerFault(
          PeerFault.Layer.REQUEST,
          "a body of " + size.value() + " bytes, at most " + limit + " are taken");
    }
    return (int) size.value();
  }
}
