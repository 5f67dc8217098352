package io.alys.actors.supervision;

import static io.alys.messages.actor.LifecycleState.CRASHED;
import static io.alys.messages.actor.LifecycleState.FAILED;
import static io.alys.messages.actor.LifecycleState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.Ping;
import io.alys.actors.supervision.SupervisorProtocol.Done;
import io.alys.actors.supervision.SupervisorProtocol.Refused;
import io.alys.actors.supervision.SupervisorProtocol.Restart;
import io.alys.actors.supervision.SupervisorProtocol.Retry;
import io.alys.actors.supervision.SupervisorProtocol.Stop;
import io.alys.actors.supervision.Workshop.Block;
import io.alys.actors.supervision.Workshop.Break;
import io.alys.actors.supervision.Workshop.Command;
import io.alys.actors.supervision.Workshop.Worked;
import io.alys.messages.actor.Unavailable.Code;
import io.alys.workflows.supervision.SupervisionStrategy;
import io.alys.workflows.supervision.SupervisionStrategy.ExponentialBackoff;
import io.alys.workflows.supervision.SupervisionStrategy.Never;
import io.alys.workflows.supervision.SupervisionStrategy.OneForAll;
import io.alys.workflows.supervision.SupervisionStrategy.OneForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Supervisors below supervisors, what is beyond their remedies, and the node without it. */
class SubtreeTest {

  private static final SupervisionStrategy ONCE =
      new OneForOne(new RestartLimit(1, Duration.ofMinutes(1)));
  private static final SupervisionStrategy ALL_ONCE =
      new OneForAll(new RestartLimit(1, Duration.ofMinutes(1)));

  @Test
  void allBeginInOrderAcrossSubtrees() {
    try (var tree = threeLevels(TestTree.ONE, TestTree.ONE)) {
      assertThat(tree.workshop().events())
          .containsExactly("a begins", "b begins", "c begins", "d begins", "e begins");
      assertThat(tree.work("c").behaviour()).isEqualTo(1);
    }
  }

  @Test
  void supervisorsAnswerHealthRounds() {
    try (var tree = threeLevels(TestTree.ONE, TestTree.ONE)) {
      var probe = tree.kit().<Ping.Pong>createTestProbe();
      var supervisor = tree.runtime().cell(tree.path("mid/low")).orElseThrow();

      supervisor.address().orElseThrow().tell(new Ping(7, probe.ref()));

      assertThat(probe.receiveMessage()).isEqualTo(new Ping.Pong(7, supervisor.path()));
    }
  }

  @Test
  void whatIsBeyondASubtreesRemediesIsForTheSupervisorAbove() {
    try (var tree = threeLevels(ONCE, TestTree.ONE)) {
      tree.address("c").tell(new Break("one"));
      tree.await("mid/low/c", RUNNING);
      int before = tree.workshop().events().size();

      tree.address("c").tell(new Break("two"));

      tree.await("mid/low/c", FAILED);
      tree.awaitRunning("mid/low/c", "mid/low/d", "mid/low");
      assertThat(tree.workshop().eventsFrom(before))
          .containsExactly("c is restarted", "d is restarted", "c begins", "d begins");
      assertThat(tree.work("c").behaviour()).isEqualTo(3);
      assertThat(tree.work("d").behaviour()).isEqualTo(2);
      assertThat(tree.work("b").behaviour()).isEqualTo(1);
    }
  }

  @Test
  void aWholeSubtreeIsBegunAgainInStepWithItsSiblings() {
    try (var tree = threeLevels(ONCE, TestTree.ALL)) {
      tree.address("c").tell(new Break("one"));
      tree.await("mid/low/c", RUNNING);
      int before = tree.workshop().events().size();

      tree.address("c").tell(new Break("two"));

      tree.awaitRunning("mid/b", "mid/low/c", "mid/low/d", "mid/e");
      // c cleans up after its failure while its siblings are already halted.
      assertThat(tree.workshop().eventsFrom(before))
          .hasSize(8)
          .containsSubsequence(
              "e is restarted",
              "d is restarted",
              "b is restarted",
              "b begins",
              "c begins",
              "d begins",
              "e begins")
          .containsSubsequence("c is restarted", "c begins");
    }
  }

  @Test
  void whatNobodyCanMendIsLeftOutAndEverythingElseServes() {
    try (var tree =
        new TestTree(
            shop ->
                List.of(
                    TestTree.worker(shop, "a", TestTree.ONE),
                    Subtree.of(
                        "mid",
                        ONCE,
                        TestTree.worker(shop, "b", ONCE),
                        TestTree.worker(shop, "c", ONCE))))) {
      tree.awaitRunning("a", "mid/b", "mid/c");

      for (int i = 0; i < 3; i++) { // begun again alone, then with its subtree, then alone
        tree.address("b").tell(new Break("broken"));
        tree.await("mid/b", RUNNING);
      }
      tree.address("b").tell(new Break("broken"));
      tree.await("mid/b", FAILED);

      assertThat(tree.denied("b").why().code()).isEqualTo(Code.FAILED);
      assertThat(tree.work("a").behaviour()).isEqualTo(1);
      assertThat(tree.work("c").behaviour()).isEqualTo(2);
      assertThat(tree.order(replyTo -> new Retry(tree.path("mid/b"), replyTo)))
          .isEqualTo(new Done(tree.path("mid/b")));
      assertThat(tree.work("b").behaviour()).isEqualTo(5);
    }
  }

  @Test
  void neverStaysGivenUpWhenItsSubtreeIsBegunAgain() {
    try (var tree =
        new TestTree(
            shop ->
                List.of(
                    Subtree.of(
                        "mid",
                        TestTree.ONE,
                        TestTree.worker(shop, "signer", new Never()),
                        TestTree.worker(shop, "c", ONCE))))) {
      tree.awaitRunning("mid/signer", "mid/c");
      tree.address("signer").tell(new Break("disk"));
      tree.await("mid/signer", FAILED);
      tree.address("c").tell(new Break("one"));
      tree.await("mid/c", RUNNING);

      tree.address("c").tell(new Break("two"));

      tree.await("mid/c", FAILED);
      tree.awaitRunning("mid/c", "mid");
      assertThat(tree.denied("signer").why().code()).isEqualTo(Code.FAILED);
      assertThat(tree.order(replyTo -> new Restart(tree.path("mid"), replyTo)))
          .isEqualTo(new Done(tree.path("mid")));
      assertThat(tree.work("signer").behaviour()).isEqualTo(2);
    }
  }

  @Test
  void aStandInAnswersForWhatIsGivenUpUntilARetry() {
    try (var tree =
        new TestTree(
            shop ->
                List.of(
                    TestTree.worker(shop, "a", new Never())
                        .withStandIn((addresses, reason) -> shop.worker("stand-in"))))) {
      tree.awaitRunning("a");

      tree.address("a").tell(new Break("disk"));
      tree.await("a", FAILED);
      assertThat(tree.work("a").by()).isEqualTo("stand-in");
      tree.order(replyTo -> new Retry(tree.path("a"), replyTo));

      assertThat(tree.work("a")).isEqualTo(new Worked(0, 1, "a", 2));
      assertThat(tree.workshop().events()).contains("stand-in is restarted");
    }
  }

  @Test
  void aStandInThatFailsIsReplacedByRefusals() {
    try (var tree =
        new TestTree(
            shop ->
                List.of(
                    TestTree.worker(shop, "a", new Never())
                        .withStandIn(
                            (addresses, reason) ->
                                Behaviors.<Command>setup(
                                    context -> {
                                      throw new IllegalStateException("no stand-in either");
                                    }))))) {
      tree.awaitRunning("a");

      tree.address("a").tell(new Break("disk"));
      tree.await("a", FAILED);

      assertThat(tree.denied("a").why().code()).isEqualTo(Code.FAILED);
    }
  }

  @Test
  void aSubtreeThatWaitsRefusesEverywhere() {
    var backoff =
        new ExponentialBackoff(
            Duration.ofSeconds(7), Duration.ofSeconds(7), 1, 0, 9, Duration.ofHours(1));
    try (var tree =
        new TestTree(
            shop ->
                List.of(
                    Subtree.of(
                        "mid",
                        backoff,
                        TestTree.worker(shop, "b", new OneForOne(none())),
                        Subtree.of(
                            "low", TestTree.ONE, TestTree.worker(shop, "c", TestTree.ONE)))))) {
      tree.awaitRunning("mid/b", "mid/low/c", "mid");
      tree.address("b").tell(new Break("at once"));
      tree.awaitRunning("mid/b", "mid/low/c", "mid");

      tree.address("b").tell(new Break("later"));
      tree.await("mid", io.alys.messages.actor.LifecycleState.BACKOFF);

      tree.kit()
          .createTestProbe()
          .awaitAssert( // until the order to halt has reached it, it serves
              () -> {
                var wait = tree.denied("c").why().retryAfter();
                assertThat(wait).isEqualTo(Duration.ofSeconds(7));
                return null;
              });
      tree.pass(Duration.ofSeconds(7));
      tree.awaitRunning("mid/b", "mid/low/c", "mid");
      assertThat(tree.work("c").behaviour()).isEqualTo(3);
    }
  }

  @Test
  void aFailureDuringARestartOfAllJoinsIt() {
    try (var tree =
        new TestTree(shop -> TestTree.workers(shop, TestTree.ALL, "a", "b", "c", "d"))) {
      tree.awaitRunning("a", "b", "c", "d");
      var until = new CountDownLatch(1);
      tree.workshop().failStarts("b", 1);
      tree.address("c").tell(new Block(until)); // d is down, c is asked to halt, a and b still run
      tree.address("d").tell(new Break("first"));
      tree.await("d", CRASHED);
      tree.address("a").tell(new Break("second, while the first is under way"));
      until.countDown();

      tree.awaitRunning("d");
      assertThat(tree.work("b")).isEqualTo(new Worked(0, 1, "b", 3));
      assertThat(tree.work("d").by()).isEqualTo("d");
      var events = tree.workshop().events();
      assertThat(events.subList(events.size() - 4, events.size()))
          .containsExactly("a begins", "b begins", "c begins", "d begins");
    }
  }

  @Test
  void ordersThatMakeNoSenseAreRefusedByName() {
    try (var tree = threeLevels(TestTree.ONE, TestTree.ONE)) {
      assertThat(tree.order(replyTo -> new Retry(tree.path("mid/low/x"), replyTo)))
          .isEqualTo(new Refused(tree.path("mid/low/x"), "there is no such actor"));
      assertThat(tree.order(replyTo -> new Retry(tree.path("a"), replyTo)))
          .isEqualTo(new Refused(tree.path("a"), "it has not failed; restart it if you mean to"));
      assertThat(tree.order(replyTo -> new Restart(tree.path("mid/low/c"), replyTo)))
          .isEqualTo(new Done(tree.path("mid/low/c")));
      assertThat(tree.work("c").behaviour()).isEqualTo(2);
    }
  }

  @Test
  void aStoppedSubtreeRefusesAndTheRestServes() {
    try (var tree = threeLevels(TestTree.ONE, ALL_ONCE)) {
      var result =
          tree.order(replyTo -> new Stop(tree.path("mid"), Duration.ofSeconds(1), replyTo));

      assertThat(result).isEqualTo(new Done(tree.path("mid")));
      assertThat(tree.workshop().eventsFrom(5))
          .containsExactly("e stops", "d stops", "c stops", "b stops");
      assertThat(tree.denied("c").why().code()).isEqualTo(Code.STOPPING);
      assertThat(tree.work("a").behaviour()).isEqualTo(1);
    }
  }

  @Test
  void namesAreUniqueInTheWholeTree() {
    assertThatThrownBy(
            () ->
                Supervisor.create(
                    List.of(
                        TestTree.worker(new Workshop(), "a", TestTree.ONE),
                        Subtree.of(
                            "mid",
                            TestTree.ONE,
                            TestTree.worker(new Workshop(), "a", TestTree.ONE))),
                    List.of()))
        .hasMessage("two parts of the name a");
  }

  private static RestartLimit none() {
    return new RestartLimit(0, Duration.ofMinutes(1));
  }

  /** {@code a, mid(b, low(c, d), e)}; c, d with one strategy, the subtree of them with another. */
  private static TestTree threeLevels(SupervisionStrategy inner, SupervisionStrategy outer) {
    return new TestTree(
            shop ->
                List.of(
                    TestTree.worker(shop, "a", TestTree.ONE),
                    Subtree.of(
                        "mid",
                        TestTree.ONE,
                        TestTree.worker(shop, "b", TestTree.ONE),
                        Subtree.of(
                            "low",
                            outer,
                            TestTree.worker(shop, "c", inner),
                            TestTree.worker(shop, "d", inner)),
                        TestTree.worker(shop, "e", TestTree.ONE))))
        .awaitRunning("a", "mid/b", "mid/low/c", "mid/low/d", "mid/low", "mid/e", "mid");
  }
}
