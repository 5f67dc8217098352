package io.alys.integration.libp2p.yamux;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.RecordingHandler;
import io.alys.integration.libp2p.StreamHandler;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Two sessions and the wire between them, which carries what a test tells it to. */
final class YamuxPair {

  final End dialer;
  final End listener;
  private final Random cuts;

  YamuxPair(YamuxSettings settings, long seed) {
    dialer = new End(true, settings);
    listener = new End(false, settings);
    cuts = new Random(seed);
  }

  /** Carries bytes in pieces of random sizes until both sides are silent. */
  void run() {
    while (dialer.wire.size() > 0 || listener.wire.size() > 0) {
      carry(dialer, listener);
      carry(listener, dialer);
    }
  }

  void carry(End from, End to) {
    var bytes = from.take();
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(bytes.length - at, 1 + cuts.nextInt(40_000));
      to.session.receive(ByteBuffer.wrap(bytes, at, size));
      at += size;
    }
    from.session.writable();
  }

  /** One side, with its outgoing wire. */
  static final class End implements YamuxSession.Surroundings {
    final YamuxSession session;
    final List<ByteStream> opened = new ArrayList<>();
    final List<RecordingHandler> handlers = new ArrayList<>();
    final List<PeerFault> faults = new ArrayList<>();
    final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    Supplier<StreamHandler> next = RecordingHandler::new;
    int capacity = Integer.MAX_VALUE;
    boolean wentAway;

    End(boolean dialer, YamuxSettings settings) {
      session = new YamuxSession(dialer, settings, this);
    }

    byte[] take() {
      var bytes = wire.toByteArray();
      wire.reset();
      return bytes;
    }

    @Override
    public boolean isWritable() {
      return wire.size() < capacity;
    }

    @Override
    public void write(ByteBuffer frame) {
      var copy = new byte[frame.remaining()];
      frame.get(copy);
      wire.writeBytes(copy);
    }

    @Override
    public void opened(ByteStream stream) {
      var handler = next.get();
      stream.handleBy(handler);
      opened.add(stream);
      if (handler instanceof RecordingHandler recording) {
        handlers.add(recording);
      }
    }

    @Override
    public void streamFault(PeerFault fault) {
      faults.add(fault);
    }

    @Override
    public void goAway() {
      wentAway = true;
    }
  }
}
