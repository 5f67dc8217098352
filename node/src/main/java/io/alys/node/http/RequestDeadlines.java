package io.alys.node.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request head is not complete in time, counted from the opening or
 * the last answer. An idle timeout alone is kept off for ever by one byte now and then.
 */
final class RequestDeadlines extends AbstractLifeCycle implements Connection.Listener {
  private final Scheduler scheduler;
  private final Duration timeout;
  private final Map<Connection, Long> deadlines = new ConcurrentHashMap<>();

  RequestDeadlines(Scheduler scheduler, Duration timeout) {
    this.scheduler = scheduler;
    this.timeout = timeout;
  }

  @Override
  public void onOpened(Connection connection) {
    deadlines.put(connection, System.nanoTime() + timeout.toNanos());
  }

  @Override
  public void onClosed(Connection connection) {
    deadlines.remove(connection);
  }

  /** The head of a request is complete; the deadline starts anew when the answer is. */
  void pauseFor(Request request) {
    var connection = request.getConnectionMetaData().getConnection();
    deadlines.remove(connection);
    Request.addCompletionListener(request, _ -> resume(connection));
  }

  private void resume(Connection connection) {
    if (connection.getEndPoint().isOpen()) {
      onOpened(connection);
      if (!connection.getEndPoint().isOpen()) {
        onClosed(connection);
      }
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    sweepLater();
  }

  private void sweepLater() {
    var pause = timeout.dividedBy(4).plusMillis(1);
    scheduler.schedule(this::sweep, pause.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    long now = System.nanoTime();
    deadlines.forEach(
        (connection, deadline) -> {
          if (now - deadline > 0) {
            deadlines.remove(connection);
            connection.getEndPoint().close();
          }
        });
    if (isRunning()) {
      sweepLater();
    }
  }
}
