package io.alys.actors.guide;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.guide.PaceProtocol.GetPace;
import io.alys.actors.guide.PaceProtocol.NoBlocks;
import io.alys.actors.guide.PaceProtocol.Pace;
import io.alys.actors.guide.PaceProtocol.PaceReply;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.supervision.ChildKey;
import io.alys.actors.supervision.ChildSpec;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import io.alys.workflows.supervision.SupervisionStrategy.Never;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PaceActorTest {

  private static final PaceActor.Limits LIMITS = new PaceActor.Limits(2, Duration.ofMillis(500));

  /** Stands for the head of the chain. */
  private static final ChildKey<String> HEAD = ChildKey.of("head");

  private final SupervisedFixture fixture =
      new SupervisedFixture(
          bus ->
              List.of(
                  ChildSpec.of(HEAD, new ActorKind("head"), new Never(), _ -> Behaviors.empty()),
                  PacePlan.part(bus, HEAD, LIMITS)));

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void theMeanIsThatOfTheLastBlocks() {
    assertThat(pace()).isEqualTo(new NoBlocks());

    made(900);
    made(100);
    made(300);

    fixture.await(() -> pace().equals(new Pace(Duration.ofMillis(200), 2)));
  }

  @Test
  void slowBlocksShowInItsHealthUntilTheyAreFastAgain() {
    var health = fixture.<NodeEvent.HealthChanged>probe();
    fixture.bus().events().subscribe(NodeEvent.HealthChanged.class, health.ref());
    assertThat(pace()).isEqualTo(new NoBlocks());

    made(900);
    made(100);
    made(100);

    assertThat(health.receiveMessage().reason()).isEqualTo("blocks take 900 ms");
    assertThat(health.receiveMessage().reason()).isEmpty();
  }

  @Test
  void afterACrashItsAddressHoldsAndItCollectsAnew() {
    assertThat(pace()).isEqualTo(new NoBlocks());
    made(100);
    fixture.await(() -> pace() instanceof Pace);

    fixture.crash(PacePlan.PACE);

    assertThat(pace()).isEqualTo(new NoBlocks());
    made(200);
    fixture.await(() -> pace().equals(new Pace(Duration.ofMillis(200), 1)));
  }

  private PaceReply pace() {
    return fixture.ask(PacePlan.PACE, GetPace::new);
  }

  private void made(int millis) {
    var block = new BlockRef(Hash32.ZERO, new Height(1));
    fixture
        .bus()
        .events()
        .publish(new NodeEvent.BlockProduced(block, new Slot(1), 0, Duration.ofMillis(millis)));
  }
}
