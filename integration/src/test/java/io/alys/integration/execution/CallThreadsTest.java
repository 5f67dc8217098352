package io.alys.integration.execution;

import static io.alys.integration.execution.BlockDriver.get;
import static io.alys.integration.execution.ExecutionClientContractTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Calls run on few threads, wait in bounded number and never stay without an end. */
class CallThreadsTest {

  private final CountDownLatch gate = new CountDownLatch(1);

  @Test
  void callsRunOffTheCallersThread() {
    try (var threads = new CallThreads(1)) {
      assertThat(get(threads.submit(() -> Thread.currentThread().getName())))
          .startsWith("engine-api-");
    }
  }

  @Test
  void oneMoreThanMayWaitFailsAtOnce() {
    try (var threads = new CallThreads(1)) {
      var running = threads.submit(this::pass);
      var waiting = threads.submit(this::pass);
      var refused = failureOf(threads.submit(this::pass));
      gate.countDown();

      assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(refused).hasMessage("too many calls at once");
      assertThat(get(running)).isEqualTo("passed");
      assertThat(get(waiting)).isEqualTo("passed");
    }
  }

  @Test
  void closingEndsRunningAndWaitingCalls() {
    var threads = new CallThreads(1);
    var running = threads.submit(this::pass);
    var waiting = threads.submit(this::pass);

    threads.close();

    assertThat(failureOf(running)).hasMessage("interrupted");
    assertThat(failureOf(waiting)).hasMessage("the connection is closed");
    assertThat(failureOf(threads.submit(this::pass))).hasMessage("the connection is closed");
  }

  private String pass() {
    try {
      gate.await();
      return "passed";
    } catch (InterruptedException e) {
      throw new ExecutionFailure(Kind.UNAVAILABLE, "interrupted", e);
    }
  }
}
