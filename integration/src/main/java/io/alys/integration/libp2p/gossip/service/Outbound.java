package io.alys.integration.libp2p.gossip.service;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** The stream to a peer: takes frames of the router as fast as there is room. */
final class Outbound implements StreamHandler {

  private final ByteStream stream;
  private final Supplier<Optional<byte[]>> frames;
  private final Runnable closed;
  private Optional<byte[]> held = Optional.empty();

  Outbound(ByteStream stream, Supplier<Optional<byte[]>> frames, Runnable closed) {
    this.stream = stream;
    this.frames = frames;
    this.closed = closed;
  }

  /** Sends what there is, on the connection's thread. */
  void drain() {
    while (stream.isOpen()) {
      var next = held.isPresent() ? held : frames.get();
      if (next.isEmpty()) {
        return;
      }
      boolean sent = stream.write(next.get());
      held = sent ? Optional.empty() : next;
      if (!sent) {
        return;
      }
    }
  }

  @Override
  public void onWritable(ByteStream from) {
    drain();
  }

  @Override
  public void onBytes(ByteStream from, ByteBuffer bytes) {
    throw new PeerFault(PeerFault.Layer.GOSSIP, "streams of gossip go one way");
  }

  @Override
  public void onClosed(ByteStream from, End end) {
    closed.run();
  }
}
