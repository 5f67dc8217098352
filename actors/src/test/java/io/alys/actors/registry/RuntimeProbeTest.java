package io.alys.actors.registry;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.Ping;
import io.alys.actors.runtime.RuntimeSetup;
import io.alys.actors.runtime.RuntimeStage;
import io.alys.messages.ActorMessage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pings through real mailboxes. */
class RuntimeProbeTest {

  private record Work() implements ActorMessage {}

  private final RuntimeStage stage = RuntimeStage.of(RuntimeSetup.standard());
  private final RuntimeProbe probe = new RuntimeProbe(stage.runtime());

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void theShellAnswersAndTheActorSeesNothing() {
    var seen = stage.<ActorMessage>probe();
    stage.task("chain", "chain", forwarding(seen.getRef()::tell));
    var pongs = stage.<Ping.Pong>probe();

    probe.ping("/chain", new Ping(7, pongs.getRef()));

    pongs.expectMessage(new Ping.Pong(7, "/chain"));
    seen.expectNoMessage(java.time.Duration.ofMillis(20));
  }

  @Test
  void aStuckActorDoesNotAnswerUntilItMovesOn() throws InterruptedException {
    var gate = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var actor =
        stage.task(
            "chain",
            "chain",
            forwarding(
                _ -> {
                  begun.countDown();
                  awaitUninterrupted(gate);
                }));
    var pongs = stage.<Ping.Pong>probe();
    actor.tell(new Work());
    begun.await();
    actor.tell(new Work());

    probe.ping("/chain", new Ping(1, pongs.getRef()));

    pongs.expectNoMessage(java.time.Duration.ofMillis(20));
    assertThat(probe.fill("/chain").waiting()).isEqualTo(2);
    assertThat(probe.fill("/chain").capacity()).isPositive();
    gate.countDown();
    pongs.expectMessage(new Ping.Pong(1, "/chain"));
  }

  @Test
  void actorsAtTheTopAreSeen() {
    stage.<ActorMessage>task("event-log", "log", forwarding(_ -> {}));

    assertThat(probe.fixtures()).isEqualTo(java.util.Map.of("/log", "event-log"));
  }

  @Test
  void aPingToNobodyIsLost() {
    var pongs = stage.<Ping.Pong>probe();

    probe.ping("/nobody", new Ping(1, pongs.getRef()));

    assertThat(probe.fill("/nobody")).isEqualTo(ActorProbe.Fill.NONE);
    pongs.expectNoMessage(java.time.Duration.ofMillis(20));
  }

  private interface Handler {
    void handle(ActorMessage message);
  }

  private static Behavior<ActorMessage> forwarding(Handler handler) {
    return Behaviors.receiveMessage(
        message -> {
          handler.handle(message);
          return Behaviors.same();
        });
  }

  private static void awaitUninterrupted(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
