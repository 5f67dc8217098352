package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.PeerFault;
import java.net.InetAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a host tells, for tests that wait for it. */
public final class Events implements HostEvents {

  private static final int SECONDS = 30;

  public final BlockingQueue<PeerConnection> connected = new LinkedBlockingQueue<>();
  public final BlockingQueue<String> disconnected = new LinkedBlockingQueue<>();
  public final BlockingQueue<PeerFault> faults = new LinkedBlockingQueue<>();
  public final BlockingQueue<String> turnedAway = new LinkedBlockingQueue<>();

  /** The next of a queue; fails when it does not come. */
  public static <T> T next(BlockingQueue<T> queue) {
    try {
      var next = queue.poll(SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came in " + SECONDS + " s");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void connected(PeerConnection connection) {
    connected.add(connection);
  }

  @Override
  public void disconnected(PeerConnection connection, String reason) {
    disconnected.add(reason);
  }

  @Override
  public void fault(PeerConnection connection, PeerFault fault) {
    faults.add(fault);
  }

  @Override
  public void turnedAway(InetAddress address, String reason) {
    turnedAway.add(reason);
  }
}
