package io.alys.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** How a server ends. */
class HttpListenerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Answers only when it may. */
  private static final class Slow extends Handler.Abstract {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch mayAnswer = new CountDownLatch(1);

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws InterruptedException {
      entered.countDown();
      mayAnswer.await();
      callback.succeeded();
      return true;
    }
  }

  private final Slow slow = new Slow();

  @Test
  void anAbandonedServerDropsWhoIsBeingAnsweredAndFreesItsPort() throws Exception {
    var listener = start(0);
    int port = listener.port();
    try (var http = new RawHttp(port)) {
      http.send(RawHttp.head("GET / HTTP/1.1") + "\r\n");
      assertThat(slow.entered.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

      listener.abandon();

      assertThat(http.isClosedByServer(PATIENCE)).isTrue();
      start(port).close();
    } finally {
      slow.mayAnswer.countDown();
    }
  }

  private HttpListener start(int port) throws BindFailed {
    var listen = new Listen("test", "test", "127.0.0.1", port, 10, PATIENCE);
    return HttpListener.start(listen, slow, (_, _, _) -> false);
  }
}
