package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.DurationHistogram;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StopwatchTest {

  private static final int MESSAGES = 1_000;

  private final AtomicLong now = new AtomicLong();
  private final AtomicLong readings = new AtomicLong();
  private final RuntimeStage stage =
      RuntimeStage.of(
          Parts.with(2 * MESSAGES, Overflow.REFUSE)
              .withClock(
                  () -> {
                    readings.incrementAndGet();
                    return now.get();
                  }));

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void theQuickMessagesOfABusyActorAreTimedTogether() {
    long used = handle(Duration.ofNanos(100));

    assertThat(used).isLessThan(MESSAGES);
    assertThat(processing().counts().getFirst()).isEqualTo(MESSAGES);
    assertThat(processing().sumNanos()).isEqualTo(MESSAGES * 100L);
  }

  @Test
  void othersAreTimedOneByOne() {
    long used = handle(Duration.ofMillis(2));

    assertThat(used).isGreaterThanOrEqualTo(MESSAGES);
    int bucket = DurationHistogram.BOUNDS_NANOS.indexOf(5_000_000L);
    assertThat(processing().counts().get(bucket)).isEqualTo(MESSAGES);
    assertThat(processing().sumNanos()).isEqualTo(MESSAGES * 2_000_000L);
  }

  @Test
  void aSlowOneAmongQuickOnesIsNoticed() {
    handle(Duration.ofNanos(100));
    var actor = stage.cell("tested");
    actor.setOpen(false);
    IntStream.range(0, MESSAGES - 1).forEach(i -> tell(0));
    tell(11_000_000_000L);
    IntStream.range(0, MESSAGES).forEach(i -> tell(0));
    actor.setOpen(true);
    stage.await("all are handled", () -> processing().count() == 3 * MESSAGES);

    assertThat(actor.stats().slowMessages()).isEqualTo(1);
    assertThat(processing().counts().getLast()).isEqualTo(1);
    assertThat(processing().sumNanos()).isEqualTo(MESSAGES * 100L + 11_000_000_000L);
  }

  private record Work(long nanos) implements ActorMessage {}

  /** How often the clock was read meanwhile by the actor. */
  private long handle(Duration each) {
    stage.task(
        Parts.KIND.name(),
        "tested",
        Behaviors.<ActorMessage>receiveMessage(
            message -> {
              now.addAndGet(message instanceof Work work ? work.nanos() : 0);
              return Behaviors.same();
            }));
    stage.cell("tested").setOpen(false);
    IntStream.range(0, MESSAGES).forEach(i -> tell(each.toNanos()));
    long before = readings.get();
    stage.cell("tested").setOpen(true);
    stage.await("all are handled", () -> processing().count() == MESSAGES);
    assertThat(stage.cell("tested").stats().processed()).isEqualTo(MESSAGES);
    return readings.get() - before;
  }

  private void tell(long nanos) {
    stage.cell("tested").address().orElseThrow().tell(new Work(nanos));
  }

  private DurationHistogram processing() {
    return stage.cell("tested").stats().processing().histogram();
  }
}
