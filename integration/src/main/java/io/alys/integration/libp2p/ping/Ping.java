package io.alys.integration.libp2p.ping;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.Timers;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamOpening;
import io.alys.integration.libp2p.connection.StreamProtocol;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The ping protocol: sends back what peers send, and measures how long they take. */
public final class Ping implements StreamProtocol {

  /** The protocol id. */
  public static final String PROTOCOL = "/ipfs/ping/1.0.0";

  private static final int SIZE = 32;
  private static final int MAX_STREAMS = 2;

  /** Who waits for an answer; exactly one call, on the connection's thread. */
  public interface Listener {

    /** The peer has answered. */
    void answered(Duration roundTrip);

    /** There is no answer. */
    void failed(String reason);
  }

  private final SecureRandom random;
  private final LongSupplier nanoTime;
  private final Map<PeerConnection, Integer> streams = new ConcurrentHashMap<>();

  /** Measures by a clock of nanoseconds. */
  public Ping(SecureRandom random, LongSupplier nanoTime) {
    this.random = random;
    this.nanoTime = nanoTime;
  }

  @Override
  public StreamHandler accept(PeerConnection connection, ByteStream stream, String protocol) {
    if (streams.merge(connection, 1, Integer::sum) > MAX_STREAMS) {
      forget(connection);
      throw new PeerFault(PeerFault.Layer.PING, "more than " + MAX_STREAMS + " streams for pings");
    }
    return new Echo(connection);
  }

  /** Pings a peer once. */
  public void ask(PeerConnection connection, Duration timeout, Listener listener) {
    var payload = new byte[SIZE];
    random.nextBytes(payload);
    connection.open(
        List.of(PROTOCOL),
        new StreamOpening() {
          @Override
          public StreamHandler opened(ByteStream stream, String protocol) {
            stream.write(payload.clone());
            stream.closeWrite();
            var deadline = connection.timers().after(timeout, stream::reset);
            return new Answer(payload, nanoTime.getAsLong(), deadline, listener);
          }

          @Override
          public void failed(String reason) {
            listener.failed(reason);
          }
        });
  }

  private void forget(PeerConnection connection) {
    streams.computeIfPresent(connection, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Sends back 32 bytes at a time; a peer that does not read them gets no more room. */
  private final class Echo implements StreamHandler {
    private final PeerConnection connection;
    private final byte[] payload = new byte[SIZE];
    private int filled;

    Echo(PeerConnection connection) {
      this.connection = connection;
    }

    @Override
    public void onBytes(ByteStream stream, ByteBuffer bytes) {
      while (bytes.hasRemaining()) {
        int taken = Math.min(bytes.remaining(), SIZE - filled);
        bytes.get(payload, filled, taken);
        filled += taken;
        if (filled == SIZE) {
          filled = 0;
          if (!stream.write(payload.clone())) {
            throw new PeerFault(PeerFault.Layer.PING, "pings whose answers are not read");
          }
        }
        stream.consumed(taken);
      }
    }

    @Override
    public void onEndOfInput(ByteStream stream) {
      stream.closeWrite();
    }

    @Override
    public void onClosed(ByteStream stream, End end) {
      forget(connection);
    }
  }

  private final class Answer implements StreamHandler {
    private final ByteBuffer expected;
    private final long started;
    private final Timers.Timer deadline;
    private final Listener listener;
    private boolean answered;

    Answer(byte[] payload, long started, Timers.Timer deadline, Listener listener) {
      this.expected = ByteBuffer.wrap(payload);
      this.started = started;
      this.deadline = deadline;
      this.listener = listener;
    }

    @Override
    public void onBytes(ByteStream stream, ByteBuffer bytes) {
      var part = new byte[bytes.remaining()];
      bytes.get(part);
      stream.consumed(part.length);
      var wanted = new byte[Math.min(part.length, expected.remaining())];
      expected.get(wanted);
      if (!Arrays.equals(part, wanted)) {
        throw new PeerFault(PeerFault.Layer.PING, "another answer than what was sent");
      }
      if (!expected.hasRemaining() && !answered) {
        answered = true;
        listener.answered(Duration.ofNanos(nanoTime.getAsLong() - started));
      }
    }

    @Override
    public void onClosed(ByteStream stream, End end) {
      deadline.cancel();
      if (!answered) {
        listener.failed("the peer did not answer a ping");
      }
    }
  }
}
