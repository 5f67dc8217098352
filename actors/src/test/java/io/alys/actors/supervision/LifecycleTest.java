package io.alys.actors.supervision;

import static io.alys.messages.actor.LifecycleState.CRASHED;
import static io.alys.messages.actor.LifecycleState.FAILED;
import static io.alys.messages.actor.LifecycleState.RESTARTING;
import static io.alys.messages.actor.LifecycleState.RUNNING;
import static io.alys.messages.actor.LifecycleState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.supervision.SupervisorProtocol.Done;
import io.alys.actors.supervision.SupervisorProtocol.Restart;
import io.alys.actors.supervision.SupervisorProtocol.Stop;
import io.alys.actors.supervision.SupervisorProtocol.TooLate;
import io.alys.actors.supervision.Workshop.Announce;
import io.alys.actors.supervision.Workshop.Break;
import io.alys.actors.supervision.Workshop.Denied;
import io.alys.actors.supervision.Workshop.Employ;
import io.alys.actors.supervision.Workshop.Keep;
import io.alys.actors.supervision.Workshop.Leave;
import io.alys.actors.supervision.Workshop.Work;
import io.alys.actors.supervision.Workshop.Worked;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.actor.Unavailable.Code;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One actor's life in its shell: what ends it, what outlives it, what becomes of its messages. */
class LifecycleTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void whatIsInFlightIsRefusedAndWhatWaitsIsServedByTheNextBehaviour() {
    try (var tree = one()) {
      var probe = tree.probe();
      var address = tree.address("a");

      address.tell(new Keep(1, probe.ref()));
      address.tell(new Break("now"));
      address.tell(new Work(0, 2, probe.ref()));

      var denied = (Denied) probe.receiveMessage(LONG);
      assertThat(denied.number()).isEqualTo(1);
      assertThat(denied.why().code()).isEqualTo(Code.CRASHED);
      assertThat(probe.receiveMessage(LONG)).isEqualTo(new Worked(0, 2, "a", 2));
    }
  }

  @Test
  void aHaltedSiblingRefusesWhatIsInFlightAsRestarting() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, TestTree.ALL, "a", "b"))) {
      tree.awaitRunning("a", "b");
      var probe = tree.probe();
      tree.address("b").tell(new Keep(1, probe.ref()));
      tree.work("b");

      tree.address("a").tell(new Break("all"));

      var denied = (Denied) probe.receiveMessage(LONG);
      assertThat(denied.why().code()).isEqualTo(Code.RESTARTING);
      tree.awaitRunning("a", "b");
      assertThat(tree.work("b").behaviour()).isEqualTo(2);
    }
  }

  @Test
  void childActorsEndBeforeTheNextBehaviourBegins() {
    try (var tree = one()) {
      var until = new CountDownLatch(1);
      var probe = tree.probe();
      tree.address("a").tell(new Employ(until));
      tree.address("a").tell(new Break("with a child"));
      tree.address("a").tell(new Work(0, 1, probe.ref()));
      tree.await("a", RESTARTING);
      assertThat(tree.workshop().events()).containsOnlyOnce("a begins");

      until.countDown();

      assertThat(probe.receiveMessage(LONG)).isEqualTo(new Worked(0, 1, "a", 2));
      assertThat(tree.workshop().events())
          .containsExactly("a begins", "a is restarted", "a's child ends", "a begins");
    }
  }

  @Test
  void aChildActorThatDoesNotEndIsReportedAndTheRestartFollowsWhenItDoes() {
    try (var tree = one()) {
      var until = new CountDownLatch(1);
      tree.address("a").tell(new Employ(until));
      tree.address("a").tell(new Break("with a stubborn child"));
      tree.await("a", RESTARTING);

      tree.pass(Part.Deadlines.DEFAULT.halt());
      assertThat(tree.await("a", FAILED).lastError()).isEqualTo("it does not halt");
      until.countDown();

      tree.await("a", RUNNING);
      assertThat(tree.work("a").behaviour()).isEqualTo(2);
    }
  }

  @Test
  void aFailureInTheStartIsAFailureLikeAnyOther() {
    try (var tree = one()) {
      tree.workshop().failStarts("a", 3);

      tree.address("a").tell(new Break("now"));

      tree.await("a", RUNNING);
      assertThat(tree.states("a").stream().filter(CRASHED::equals)).hasSize(4);
      assertThat(tree.work("a").behaviour()).isEqualTo(5);
    }
  }

  @Test
  void aStartThatDoesNotEndIsPassedOverUntilItDoes() {
    var until = new CountDownLatch(1);
    var blocked =
        ChildSpec.<Workshop.Command>of(
            ChildKey.of("a"),
            new ActorKind("blocked"),
            TestTree.ALL,
            addresses ->
                Behaviors.setup(
                    context -> {
                      until.await();
                      return Behaviors.empty();
                    }));
    try (var tree =
        new TestTree(shop -> List.of(blocked, TestTree.worker(shop, "b", TestTree.ALL)))) {
      tree.kit()
          .createTestProbe()
          .awaitAssert(
              () -> { // the order to begin has been given, or time would pass before it
                assertThat(tree.runtime().cell(tree.path("a")).orElseThrow().incarnation())
                    .isEqualTo(1);
                return null;
              });

      tree.pass(Part.Deadlines.DEFAULT.begin());

      assertThat(tree.await("a", FAILED).lastError()).isEqualTo("it does not begin");
      tree.awaitRunning("b");
      until.countDown();
      tree.awaitRunning("a");
    }
  }

  @Test
  void aBehaviourThatStopsItselfHasFailed() {
    try (var tree = one()) {
      tree.address("a").tell(new Leave());

      assertThat(tree.await("a", CRASHED).lastError()).endsWith("/top/a stopped by itself");
      tree.await("a", RUNNING);
      assertThat(tree.work("a").behaviour()).isEqualTo(2);
    }
  }

  @Test
  void aCrashOnOrderIsAFailureLikeAnyOther() {
    try (var tree = one()) {
      tree.control("a", new Crash("chaos"));

      assertThat(tree.await("a", CRASHED).lastError()).isEqualTo("OrderedCrash: chaos");
      tree.await("a", RUNNING);
      assertThat(tree.workshop().events())
          .containsExactly("a begins", "a is restarted", "a begins");
    }
  }

  @Test
  void aPauseKeepsMessagesAndEndsByTimeOrRestart() {
    try (var tree = one()) {
      var probe = tree.probe();
      var cell = tree.runtime().cell(tree.path("a")).orElseThrow();
      tree.control("a", new Pause(Duration.ofSeconds(5)));
      probe.awaitAssert(
          () -> {
            assertThat(cell.isOpen()).isFalse();
            return null;
          });
      tree.address("a").tell(new Work(0, 1, probe.ref()));
      tree.pass(Duration.ofSeconds(4));
      probe.expectNoMessage(Duration.ZERO);

      tree.pass(Duration.ofSeconds(1));
      assertThat(probe.receiveMessage(LONG)).isEqualTo(new Worked(0, 1, "a", 1));
      tree.control("a", new Pause(Duration.ofDays(1)));
      tree.control("a", new Crash("while it pauses"));

      assertThat(tree.work("a").behaviour()).isEqualTo(2);
    }
  }

  @Test
  void anActorThatAnnouncesItselfRunsWhenItSaysSo() {
    try (var tree =
        new TestTree(
            shop ->
                List.of(
                    TestTree.worker(shop, "a", TestTree.ONE).announcesServing(),
                    TestTree.worker(shop, "b", TestTree.ONE)))) {
      tree.awaitRunning("b");
      assertThat(tree.states("a")).isEmpty();

      tree.address("a").tell(new Announce());
      tree.await("a", RUNNING);
      tree.address("a").tell(new Break("now"));
      tree.await("a", RESTARTING);
      tree.work("a");
      tree.address("a").tell(new Announce());

      tree.await("a", RUNNING);
      assertThat(tree.states("a")).containsExactly(RUNNING, CRASHED, RESTARTING, RUNNING);
    }
  }

  @Test
  void hooksAreCalledInTheOrderOfTheLife() {
    var calls = new CopyOnWriteArrayList<String>();
    var hooks =
        new Hooks() {
          @Override
          public void started(Moment moment) {
            calls.add("started " + moment.incarnation());
          }

          @Override
          public void postRestart(Moment moment) {
            calls.add("postRestart " + moment.incarnation() + " " + moment.reason());
          }

          @Override
          public void preStop(Moment moment) {
            calls.add("preStop " + moment.incarnation());
          }

          @Override
          public void stopped(Moment moment) {
            calls.add("stopped " + moment.incarnation());
          }
        };
    try (var tree =
        new TestTree(shop -> List.of(TestTree.worker(shop, "a", TestTree.ONE).withHooks(hooks)))) {
      tree.awaitRunning("a");
      tree.address("a").tell(new Break("now"));
      tree.awaitRunning("a");

      stop(tree, "a", Duration.ofSeconds(1));
      tree.denied("a");

      assertThat(calls)
          .containsExactly("started 1", "postRestart 2 Exception: now", "preStop 2", "stopped 2");
      assertThat(tree.workshop().events()).endsWith("a begins", "a stops");
    }
  }

  @Test
  void aStoppedActorRefusesAndCanBeBegunAgain() {
    try (var tree = one()) {
      assertThat(stop(tree, "a", Duration.ofSeconds(1))).isEqualTo(new Done(tree.path("a")));
      tree.await("a", STOPPED);
      assertThat(tree.denied("a").why().code()).isEqualTo(Code.STOPPING);

      var result = tree.order(replyTo -> new Restart(tree.path("a"), replyTo));

      assertThat(result).isEqualTo(new Done(tree.path("a")));
      assertThat(tree.work("a").behaviour()).isEqualTo(2);
    }
  }

  @Test
  void stoppingWhileItRestartsEndsTheRestart() {
    try (var tree = one()) {
      var until = new CountDownLatch(1);
      tree.address("a").tell(new Employ(until));
      tree.address("a").tell(new Break("with a child"));
      tree.await("a", RESTARTING);
      var probe = tree.kit().<SupervisorProtocol.OrderResult>createTestProbe();
      tree.supervisor().tell(new Stop(tree.path("a"), Duration.ofSeconds(5), probe.ref()));
      tree.await("a", LifecycleState.STOPPING);

      tree.pass(Duration.ofSeconds(5));
      assertThat(probe.receiveMessage(LONG))
          .isEqualTo(new TooLate(tree.path("a"), List.of(tree.path("a"))));
      until.countDown();

      tree.await("a", STOPPED);
      assertThat(tree.workshop().events()).containsOnlyOnce("a begins");
    }
  }

  @Test
  void theWholeTreeStopsInReverseOrder() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, TestTree.ONE, "a", "b", "c"))) {
      tree.awaitRunning("a", "b", "c");

      var result = tree.order(replyTo -> new Stop("/", Duration.ofSeconds(1), replyTo));

      assertThat(result).isEqualTo(new Done("/"));
      assertThat(tree.workshop().eventsFrom(3)).containsExactly("c stops", "b stops", "a stops");
    }
  }

  private static SupervisorProtocol.OrderResult stop(
      TestTree tree, String name, Duration deadline) {
    return tree.order(replyTo -> new Stop(tree.path(name), deadline, replyTo));
  }

  private static TestTree one() {
    return new TestTree(shop -> TestTree.workers(shop, TestTree.ONE, "a")).awaitRunning("a");
  }
}
