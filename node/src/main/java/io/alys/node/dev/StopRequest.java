package io.alys.node.dev;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C or SIGTERM: the thread that runs the network learns of it and stops in order, while the
 * JVM's shutdown waits for it; the exit code is then that thread's, and not the signal's.
 */
final class StopRequest {

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger exitCode = new AtomicInteger();

  /** Waits for signals from now on; the network has so long to stop. */
  void listen(Duration deadline) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> onShutdown(deadline), "stop"));
  }

  private void onShutdown(Duration deadline) {
    request();
    try {
      if (stopped.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        Runtime.getRuntime().halt(exitCode.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void request() {
    requested.countDown();
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits for a request at most so long; whether there is one. */
  boolean await(Duration time) throws InterruptedException {
    return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Everything has stopped; the process ends with this code. */
  void stopped(int code) {
    exitCode.set(code);
    stopped.countDown();
  }
}
