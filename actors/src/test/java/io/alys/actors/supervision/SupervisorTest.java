package io.alys.actors.supervision;

import static io.alys.messages.actor.LifecycleState.CRASHED;
import static io.alys.messages.actor.LifecycleState.FAILED;
import static io.alys.messages.actor.LifecycleState.RESTARTING;
import static io.alys.messages.actor.LifecycleState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.actors.supervision.SupervisorProtocol.Done;
import io.alys.actors.supervision.SupervisorProtocol.Retry;
import io.alys.actors.supervision.Workshop.Break;
import io.alys.actors.supervision.Workshop.Employ;
import io.alys.messages.registry.ActorNotice.Registered;
import io.alys.workflows.supervision.SupervisionStrategy.Never;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Which parts begin again, in which order, and who hears of it. */
class SupervisorTest {

  @Test
  void partsBeginInOrderAndAreRegisteredBefore() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, TestTree.ONE, "a", "b", "c"))) {
      tree.awaitRunning("a", "b", "c");

      assertThat(tree.workshop().events()).containsExactly("a begins", "b begins", "c begins");
      assertThat(tree.heard().subList(0, 3))
          .containsExactly(
              new Registered(tree.path("a"), "worker", List.of()),
              new Registered(tree.path("b"), "worker", List.of()),
              new Registered(tree.path("c"), "worker", List.of()));
      assertThat(tree.work("b").behaviour()).isEqualTo(1);
    }
  }

  @Test
  void oneForOneBeginsTheFailedOneAgainAndKeepsItsAddress() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, TestTree.ONE, "a", "b", "c"))) {
      tree.awaitRunning("a", "b", "c");
      var address = tree.address("b");

      address.tell(new Break("first"));

      var moved = tree.await("b", RUNNING);
      assertThat(moved.restarts()).isEqualTo(1);
      assertThat(moved.lastError()).isEqualTo("Exception: first");
      assertThat(tree.states("b")).containsExactly(RUNNING, CRASHED, RESTARTING, RUNNING);
      assertThat(tree.workshop().eventsFrom(3)).containsExactly("b is restarted", "b begins");
      assertThat(tree.work("b").behaviour()).isEqualTo(2);
    }
  }

  @Test
  void oneForAllHaltsInReverseOrderAndBeginsInOrder() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, TestTree.ALL, "a", "b", "c"))) {
      tree.awaitRunning("a", "b", "c");

      tree.address("b").tell(new Break("all"));

      tree.awaitRunning("a", "b", "c");
      assertThat(tree.workshop().eventsFrom(3))
          .containsExactly(
              "b is restarted",
              "c is restarted",
              "a is restarted",
              "a begins",
              "b begins",
              "c begins");
    }
  }

  @Test
  void aPartThatIsBeginningWhenAnotherFailsHaltsInItsTurnAndBeginsAnew() throws Exception {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, TestTree.ALL, "a", "b", "c"))) {
      tree.awaitRunning("a", "b", "c");
      var begun = new CountDownLatch(1);
      var childEnds = new CountDownLatch(1);
      tree.workshop().slowStart("c", begun);
      tree.address("b").tell(new Break("first"));
      tree.awaitEvent(3, "c begins");

      tree.address("b").tell(new Employ(childEnds));
      tree.address("b").tell(new Break("while c begins"));
      tree.awaitEvent(9, "b is restarted");
      begun.countDown();
      tree.work("c");
      childEnds.countDown();

      tree.awaitEvent(10, "c begins");
      assertThat(tree.workshop().eventsFrom(9))
          .containsExactly(
              "b is restarted",
              "b's child ends",
              "c is restarted",
              "a is restarted",
              "a begins",
              "b begins",
              "c begins");
    }
  }

  @Test
  void restForOneLeavesThoseBeforeAlone() {
    try (var tree =
        new TestTree(shop -> TestTree.workers(shop, TestTree.REST, "a", "b", "c", "d"))) {
      tree.awaitRunning("a", "b", "c", "d");

      tree.address("b").tell(new Break("rest"));

      tree.awaitRunning("b", "c", "d");
      assertThat(tree.workshop().eventsFrom(4))
          .containsExactly(
              "b is restarted",
              "d is restarted",
              "c is restarted",
              "b begins",
              "c begins",
              "d begins");
      assertThat(tree.work("a").behaviour()).isEqualTo(1);
    }
  }

  @Test
  void neverIsGivenUpUntilAnOperatorOrdersARetry() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, new Never(), "a", "b"))) {
      tree.awaitRunning("a", "b");

      tree.address("a").tell(new Break("disk"));
      tree.await("a", FAILED);
      var result = tree.order(replyTo -> new Retry(tree.path("a"), replyTo));

      assertThat(result).isEqualTo(new Done(tree.path("a")));
      assertThat(tree.work("a").behaviour()).isEqualTo(2);
      assertThat(tree.work("b").behaviour()).isEqualTo(1);
    }
  }
}
