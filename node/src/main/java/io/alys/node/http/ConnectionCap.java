package io.alys.node.http;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections beyond a number at once, and then hurries the idle ones among the others, so
 * that whoever tries again finds room.
 */
final class ConnectionCap implements SelectorManager.AcceptListener {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionCap.class);

  /** Idle time left to open connections when there were too many. */
  private static final Duration HURRY = Duration.ofSeconds(1);

  private final ServerConnector connector;
  private final int max;
  private final AtomicInteger open = new AtomicInteger();

  ConnectionCap(ServerConnector connector, int max) {
    this.connector = connector;
    this.max = max;
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    if (open.incrementAndGet() > max) {
      LOG.debug("more than {} connections", max);
      IO.close(channel);
      long hurry = Math.min(HURRY.toMillis(), connector.getIdleTimeout());
      connector.getConnectedEndPoints().forEach(endPoint -> endPoint.setIdleTimeout(hurry));
    }
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    open.decrementAndGet();
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    open.decrementAndGet();
  }
}
