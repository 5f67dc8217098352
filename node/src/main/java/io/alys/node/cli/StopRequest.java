package io.alys.node.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C, SIGTERM or an order: the thread that runs the command learns of it and stops in order,
 * while the JVM's shutdown waits for it; the exit code is then that thread's, not the signal's.
 */
public final class StopRequest {

  private final CompletableFuture<Void> requested = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger exitCode = new AtomicInteger();
  private volatile Duration deadline = Duration.ofSeconds(20);

  /** Waits for signals from now on; the command has so long to stop. */
  public void listen(Duration deadline) {
    this.deadline = deadline;
    Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "stop"));
  }

  /** Waits for signals from now on, before it is known how long the command may take to stop. */
  public void listen() {
    listen(deadline);
  }

  /** From a signal on, the command has so long to stop; what runs on then is left behind. */
  public void allow(Duration deadline) {
    this.deadline = deadline;
  }

  private void onShutdown() {
    request();
    try {
      if (!stopped.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("alys: not everything has stopped within " + deadline + ", ending");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode.get());
  }

  /** Asks the command to stop. */
  public void request() {
    requested.complete(null);
  }

  /** Whether it was asked to. */
  public boolean isRequested() {
    return requested.isDone();
  }

  /** Ends when the command was asked to stop. */
  public CompletableFuture<Void> whenRequested() {
    return requested.copy();
  }

  /** Waits for a request at most so long; whether there is one. */
  public boolean await(Duration time) throws InterruptedException {
    try {
      requested.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException none) {
      return false;
    } catch (java.util.concurrent.ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Everything has stopped; the process ends with this code. */
  public void stopped(int code) {
    exitCode.set(code);
    stopped.countDown();
  }
}
