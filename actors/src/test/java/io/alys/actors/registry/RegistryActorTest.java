package io.alys.actors.registry;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import io.alys.messages.actor.Health.Degraded;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.Health.Unhealthy;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.events.NodeEvent.HealthChanged;
import io.alys.messages.registry.ActorEntry.Failure;
import io.alys.messages.registry.NodeRole;
import io.alys.messages.registry.ReadinessCheck;
import io.alys.messages.registry.RegistryProtocol;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the registry is told, asks, publishes and answers. */
class RegistryActorTest {

  private static final String STORAGE = "/storage";
  private static final String CHAIN = "/chain";

  private final RegistryStage stage = new RegistryStage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void everyActorIsListedByPath() {
    stage.running(STORAGE, CHAIN);
    stage.fill(CHAIN, 7);

    var actors = stage.actors();

    assertThat(actors.health()).isEqualTo(new Healthy());
    assertThat(actors.actors()).extracting(actor -> actor.path()).containsExactly(CHAIN, STORAGE);
    var chain = actors.actors().getFirst();
    assertThat(chain.kind()).isEqualTo("chain");
    assertThat(chain.dependencies()).containsExactly(STORAGE);
    assertThat(chain.state()).isEqualTo(LifecycleState.RUNNING);
    assertThat(chain.waiting()).isEqualTo(7);
    assertThat(chain.capacity()).isEqualTo(100);
    assertThat(chain.lastFailure()).isNull();
  }

  @Test
  void aCrashIsRememberedWithItsTime() {
    stage.running(STORAGE, CHAIN);
    stage.pass(Duration.ofSeconds(1));

    stage.move(CHAIN, LifecycleState.RUNNING, LifecycleState.CRASHED, 0, "boom");
    stage.move(CHAIN, LifecycleState.CRASHED, LifecycleState.RUNNING, 1, null);

    var chain = stage.actor(CHAIN);
    assertThat(chain.restarts()).isEqualTo(1);
    assertThat(chain.lastFailure()).isEqualTo(new Failure("boom", RegistryStage.T0.plusSeconds(3)));
    assertThat(chain.health()).isEqualTo(new Degraded("failed lately: boom"));
    stage.clockMoves(Duration.ofMinutes(1));
    assertThat(stage.actor(CHAIN).health()).isEqualTo(new Healthy());
  }

  @Test
  void anActorThatIsStuckIsNoticedAndItsRecoveryToo() {
    stage.running(STORAGE, CHAIN);
    stage.silence(STORAGE);

    stage.round(STORAGE, CHAIN);
    assertThat(stage.actor(STORAGE).health())
        .isEqualTo(new Degraded("no answer in 1 health round"));
    stage.round(STORAGE, CHAIN);

    assertThat(stage.actor(STORAGE).health())
        .isEqualTo(new Unhealthy("no answer in 2 health rounds"));
    assertThat(stage.actor(CHAIN).health())
        .isEqualTo(new Degraded("because of /storage: no answer in 2 health rounds"));
    assertThat(stage.actors().health())
        .isEqualTo(new Unhealthy("/storage: no answer in 2 health rounds"));
    stage.speak(STORAGE);
    stage.round(STORAGE, CHAIN);
    assertThat(stage.actors().health()).isEqualTo(new Healthy());
  }

  @Test
  void aLateAnswerShowsThatAnActorIsSlowNotStuck() {
    stage.running(STORAGE, CHAIN);
    stage.silence(STORAGE);
    stage.round(STORAGE, CHAIN);
    var pings = stage.round(STORAGE, CHAIN);
    assertThat(stage.actor(STORAGE).health()).isInstanceOf(Unhealthy.class);

    stage.answer(STORAGE, Objects.requireNonNull(pings.get(STORAGE)));

    assertThat(stage.actor(STORAGE).health())
        .isEqualTo(new Degraded("no answer in 1 health round"));
  }

  @Test
  void whoIsStuckForLongIsNamedAndNoLongerFloodedWithPings() {
    stage.running(STORAGE, CHAIN);
    stage.silence(STORAGE);
    for (int i = 0; i < 12; i++) {
      stage.round(STORAGE, CHAIN);
    }
    assertThat(stage.actors().stuck()).containsExactly(STORAGE);

    stage.round(STORAGE, CHAIN);
    var pings = stage.round(CHAIN);

    assertThat(pings).containsOnlyKeys(CHAIN);
    assertThat(stage.actor(STORAGE).health())
        .isEqualTo(new Unhealthy("no answer in 14 health rounds"));
  }

  @Test
  void whoIsOutOfServiceIsNotAsked() {
    stage.running(STORAGE, CHAIN);
    stage.move(CHAIN, LifecycleState.RUNNING, LifecycleState.BACKOFF, 3, "boom");

    var pings = stage.round(STORAGE);

    assertThat(pings).containsOnlyKeys(STORAGE);
  }

  @Test
  void whoIsRestartedWithinARoundDoesNotMissIt() {
    stage.running(STORAGE, CHAIN);
    stage.pass(RegistryStage.SETTINGS.interval().minus(RegistryStage.SETTINGS.deadline()));
    stage.asked().receiveMessage();
    stage.asked().receiveMessage();
    stage.move(CHAIN, LifecycleState.RUNNING, LifecycleState.RESTARTING, 1, null);
    stage.move(CHAIN, LifecycleState.RESTARTING, LifecycleState.RUNNING, 1, null);
    stage.actors();

    stage.pass(RegistryStage.SETTINGS.deadline());

    assertThat(stage.actor(CHAIN).health()).isEqualTo(new Healthy());
    assertThat(stage.actor(STORAGE).health())
        .isEqualTo(new Degraded("no answer in 1 health round"));
  }

  @Test
  void aChangeOfTheNodesHealthIsPublishedOnce() {
    stage.running(STORAGE, CHAIN);

    stage.move(STORAGE, LifecycleState.RUNNING, LifecycleState.FAILED, 5, "the disk is gone");
    stage.actors();
    stage.actors();

    stage
        .events()
        .expectMessage(
            new HealthChanged(
                "node",
                "unhealthy: /storage: given up: the disk is gone; failed lately: the disk is"
                    + " gone"));
    stage.move(STORAGE, LifecycleState.FAILED, LifecycleState.RUNNING, 6, null);
    stage.pass(RegistryStage.SETTINGS.settle());
    assertThat(stage.events().expectMessageClass(HealthChanged.class).reason())
        .isEqualTo("/storage: failed lately: the disk is gone");
    assertThat(stage.roster().health()).isInstanceOf(Degraded.class);
  }

  @Test
  void aStartingNodeIsNoNews() {
    stage.register(STORAGE);

    assertThat(stage.actors().health()).isEqualTo(new Degraded("/storage: starting"));
    stage.events().expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void whatAComponentSaysIsTheHealthOfTheActorsOfThatKind() {
    stage.running(STORAGE, CHAIN);

    stage.publish(
        new HealthChanged("storage", "the disk is full"),
        new Degraded("/storage: the disk is full"));
    stage.events().expectMessage(new HealthChanged("node", "/storage: the disk is full"));
    stage.publish(
        new HealthChanged("clock", "off by 3 s"),
        new Degraded("/storage: the disk is full; clock: off by 3 s"));
    stage.events().expectMessageClass(HealthChanged.class);

    assertThat(stage.actor(STORAGE).health()).isEqualTo(new Degraded("the disk is full"));
    assertThat(stage.actor(CHAIN).health()).isEqualTo(new Healthy());
    stage.publish(new HealthChanged("storage", ""), new Degraded("clock: off by 3 s"));
    stage.events().expectMessageClass(HealthChanged.class);
    stage.publish(new HealthChanged("clock", ""), new Healthy());
    stage.events().expectMessage(new HealthChanged("node", ""));
  }

  @Test
  void actorsBesideTheTreeAreListedAndMissedWhenTheyEnd() {
    stage.running(STORAGE, CHAIN);
    stage.fixture("/event-log");

    stage.round(CHAIN, "/event-log", STORAGE);
    assertThat(stage.actor("/event-log").health()).isEqualTo(new Healthy());
    stage.endFixture("/event-log");
    stage.round(CHAIN, STORAGE);

    assertThat(stage.actor("/event-log").state()).isEqualTo(LifecycleState.FAILED);
    assertThat(stage.events().expectMessageClass(HealthChanged.class).reason())
        .contains("/event-log", "start the node again");
  }

  @Test
  void aNodeThatStopsIsNoNews() {
    stage.running(STORAGE, CHAIN);

    stage.move(CHAIN, LifecycleState.RUNNING, LifecycleState.STOPPING, 0, null);
    stage.move(CHAIN, LifecycleState.STOPPING, LifecycleState.STOPPED, 0, null);

    assertThat(stage.actors().health()).isInstanceOf(Degraded.class);
    stage.events().expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void aCycleOfDependenciesIsRefused() {
    stage.register(STORAGE, CHAIN);
    stage.register(CHAIN, STORAGE);

    assertThat(stage.actor(STORAGE).dependencies()).containsExactly(CHAIN);
    assertThat(stage.actor(CHAIN).dependencies()).isEmpty();
  }

  @Test
  void theRegistrysOwnRestartForgetsNothing() {
    stage.running(STORAGE, CHAIN);
    stage.move(CHAIN, LifecycleState.RUNNING, LifecycleState.CRASHED, 4, "boom");

    stage.restartRegistry();

    assertThat(stage.actors().actors()).hasSize(2);
    assertThat(stage.actor(CHAIN).restarts()).isEqualTo(4);
    assertThat(stage.actor(CHAIN).state()).isEqualTo(LifecycleState.CRASHED);
  }

  @Test
  void readinessIsAnsweredByRole() {
    stage.running(STORAGE, CHAIN);
    TestProbe<RegistryProtocol.ReadinessReply> replies = stage.probe();

    stage.tell(new RegistryProtocol.AssessReadiness(NodeRole.READER, replies.getRef()));
    stage.tell(new RegistryProtocol.AssessReadiness(NodeRole.MINER, replies.getRef()));

    var reader = replies.expectMessageClass(RegistryProtocol.Readiness.class);
    assertThat(reader.isReady()).isTrue();
    var miner = replies.expectMessageClass(RegistryProtocol.Readiness.class);
    assertThat(miner.isReady()).isFalse();
    assertThat(miner.checks())
        .filteredOn(check -> !check.passed())
        .extracting(ReadinessCheck::name)
        .containsExactly("engine", "mining");
  }

  @Test
  void theLastMovesAreKeptTheNewestFirst() {
    try (var small = new RegistryStage(settings(3, 100))) {
      small.running(STORAGE, CHAIN, "/mining", "/api");
      TestProbe<RegistryProtocol.MovesReply> replies = small.probe();

      small.tell(new RegistryProtocol.ListMoves(100, replies.getRef()));
      small.tell(new RegistryProtocol.ListMoves(1, replies.getRef()));

      assertThat(replies.expectMessageClass(RegistryProtocol.Moves.class).moves())
          .extracting(move -> move.path())
          .containsExactly("/api", "/mining", CHAIN);
      assertThat(replies.expectMessageClass(RegistryProtocol.Moves.class).moves()).hasSize(1);
    }
  }

  @Test
  void thoseThatHaveStoppedMakeRoom() {
    try (var small = new RegistryStage(settings(10, 2))) {
      small.running(STORAGE);
      small.running("/task-1");
      small.move("/task-1", LifecycleState.RUNNING, LifecycleState.STOPPED, 0, null);

      small.register("/task-2");
      small.register("/task-3");

      assertThat(small.actors().actors())
          .extracting(actor -> actor.path())
          .containsExactly(STORAGE, "/task-2");
    }
  }

  private static RegistrySettings settings(int maxMoves, int maxActors) {
    var usual = RegistryStage.SETTINGS;
    return new RegistrySettings(
        usual.interval(), usual.deadline(), usual.settle(), maxMoves, maxActors, usual.limits());
  }
}
