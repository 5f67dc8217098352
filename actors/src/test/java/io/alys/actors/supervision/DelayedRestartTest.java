package io.alys.actors.supervision;

import static io.alys.messages.actor.LifecycleState.BACKOFF;
import static io.alys.messages.actor.LifecycleState.CRASHED;
import static io.alys.messages.actor.LifecycleState.FAILED;
import static io.alys.messages.actor.LifecycleState.RESTARTING;
import static io.alys.messages.actor.LifecycleState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.actors.supervision.SupervisorProtocol.Done;
import io.alys.actors.supervision.SupervisorProtocol.Refused;
import io.alys.actors.supervision.SupervisorProtocol.Retry;
import io.alys.actors.supervision.Workshop.Break;
import io.alys.messages.actor.Unavailable.Code;
import io.alys.workflows.supervision.CircuitLimits;
import io.alys.workflows.supervision.SupervisionStrategy;
import io.alys.workflows.supervision.SupervisionStrategy.CircuitBreaker;
import io.alys.workflows.supervision.SupervisionStrategy.ExponentialBackoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Restarts that wait: backoff and the circuit breaker, with the time in hand. */
class DelayedRestartTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final SupervisionStrategy BACKOFF_4 =
      new ExponentialBackoff(SECOND, Duration.ofSeconds(3), 2, 0, 4, Duration.ofSeconds(30));
  private static final SupervisionStrategy BREAKER =
      new CircuitBreaker(new CircuitLimits(3, Duration.ofSeconds(30), 2));

  @Test
  void backoffWaitsLongerEachTimeAndGivesUpAfterItsTries() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, BACKOFF_4, "a"))) {
      tree.awaitRunning("a");

      tree.address("a").tell(new Break("at once"));
      tree.awaitRunning("a");
      for (var wait : new int[] {1, 2, 3}) {
        tree.address("a").tell(new Break("soon after"));
        tree.await("a", BACKOFF);
        awaitDenied(tree, Code.RESTARTING, Duration.ofSeconds(wait));
        tree.pass(Duration.ofSeconds(wait).minusMillis(1));
        assertThat(tree.denied("a").why().code()).isEqualTo(Code.RESTARTING);
        tree.pass(Duration.ofMillis(1));
        tree.awaitRunning("a");
      }
      tree.address("a").tell(new Break("too often"));

      tree.await("a", FAILED);
      awaitDenied(tree, Code.FAILED, Duration.ofMinutes(1));
      assertThat(tree.workshop().events().stream().filter("a begins"::equals)).hasSize(5);
    }
  }

  @Test
  void aWaitIsNoPartOfTheRecovery() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, BACKOFF_4, "a"))) {
      tree.awaitRunning("a");
      tree.address("a").tell(new Break("at once"));
      tree.awaitRunning("a");
      tree.address("a").tell(new Break("soon after"));
      tree.await("a", BACKOFF);
      awaitDenied(tree, Code.RESTARTING, SECOND);

      tree.pass(SECOND);
      tree.awaitRunning("a");

      var reading = tree.reading();
      assertThat(reading.recovery().count()).isEqualTo(2);
      assertThat(reading.recovery().sumNanos()).isZero();
      assertThat(reading.backoff().count()).isEqualTo(1);
      assertThat(reading.backoff().sumNanos()).isEqualTo(SECOND.toNanos());
    }
  }

  @Test
  void aQuietTimeForgetsEarlierFailures() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, BACKOFF_4, "a"))) {
      tree.awaitRunning("a");

      for (int i = 0; i < 6; i++) {
        tree.address("a").tell(new Break("now and then"));
        tree.awaitRunning("a");
        tree.pass(Duration.ofSeconds(30));
      }

      assertThat(tree.states("a")).doesNotContain(BACKOFF);
    }
  }

  @Test
  void anOperatorCanCutTheWaitShort() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, BACKOFF_4, "a"))) {
      tree.awaitRunning("a");
      tree.address("a").tell(new Break("one"));
      tree.awaitRunning("a");
      tree.address("a").tell(new Break("two"));
      tree.await("a", BACKOFF);

      assertThat(tree.order(replyTo -> new Retry(tree.path("a"), replyTo)))
          .isEqualTo(new Done(tree.path("a")));
      assertThat(tree.work("a").behaviour()).isEqualTo(3);
      assertThat(tree.order(replyTo -> new Retry(tree.path("a"), replyTo)))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void anOpenCircuitRefusesAndClosesAfterMessagesOnTrial() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, BREAKER, "a"))) {
      tree.awaitRunning("a");

      open(tree);
      tree.pass(Duration.ofSeconds(30));
      tree.awaitRunning("a");
      tree.work("a");
      tree.work("a"); // the trial is over
      for (int i = 0; i < 2; i++) { // two failures in a row do not open it
        tree.address("a").tell(new Break("again"));
        tree.awaitRunning("a");
      }

      assertThat(tree.states("a").stream().filter(BACKOFF::equals)).hasSize(1);
    }
  }

  @Test
  void aFailureOnTrialOpensTheCircuitAgain() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, BREAKER, "a"))) {
      tree.awaitRunning("a");
      open(tree);
      tree.pass(Duration.ofSeconds(30));
      tree.awaitRunning("a");
      tree.work("a");

      tree.address("a").tell(new Break("on trial"));

      tree.await("a", BACKOFF);
      awaitDenied(tree, Code.CIRCUIT_OPEN, Duration.ofSeconds(30));
      tree.pass(Duration.ofSeconds(30));
      tree.awaitRunning("a");
      assertThat(tree.states("a")).endsWith(RUNNING, CRASHED, BACKOFF, RESTARTING, RUNNING);
    }
  }

  private static void open(TestTree tree) {
    for (int i = 0; i < 2; i++) {
      tree.address("a").tell(new Break("in a row"));
      tree.awaitRunning("a");
    }
    tree.address("a").tell(new Break("in a row"));
    tree.await("a", BACKOFF);
    awaitDenied(tree, Code.CIRCUIT_OPEN, Duration.ofSeconds(30));
  }

  private static void awaitDenied(TestTree tree, Code code, Duration retryAfter) {
    var why = tree.denied("a").why();
    assertThat(why.code()).isEqualTo(code);
    assertThat(why.retryAfter()).isEqualTo(retryAfter);
  }
}
