package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorRef;
import akka.dispatch.Envelope;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private static final MailboxSettings SETTINGS = new MailboxSettings(Duration.ZERO, 63, 4);

  private final ActorStats stats = new ActorStats();
  private final Pace pace = new Pace(stats, SETTINGS);
  private final Current sender = Current.ofThread();

  @Test
  void inAMailboxThatIsEmptyNowAndThenEachMessageIsMeasured() {
    for (int i = 0; i < 200; i++) {
      passes(10);
      pace.foundEmpty();
    }

    assertThat(stats.waiting().histogram().count()).isEqualTo(200);
    assertThat(stats.waiting().histogram().sumNanos()).isEqualTo(2_000);
  }

  @Test
  void inABusyOneSomeStandForAll() {
    IntStream.range(0, 64).forEach(i -> passes(10));

    assertThat(IntStream.range(0, 8).filter(i -> pace.wantsStamp(sender)).count()).isEqualTo(2);
    IntStream.range(0, 400).forEach(i -> passes(10));
    long count = stats.waiting().histogram().count();
    assertThat(count).isBetween(461L, 464L); // the last ones wait for one that stands for them
    assertThat(stats.waiting().histogram().sumNanos()).isEqualTo(10 * count);
  }

  @Test
  void itIsQuietAgainWhenFewComeAtATime() {
    IntStream.range(0, 64).forEach(i -> passes(10));
    pace.foundEmpty();
    passes(10);
    pace.foundEmpty();

    assertThat(IntStream.range(0, 8).allMatch(i -> pace.wantsStamp(sender))).isTrue();
  }

  private void passes(long nanos) {
    var parcel = Parcel.of(new Envelope("message", ActorRef.noSender()), sender);
    if (pace.wantsStamp(sender)) {
      parcel.stamp = 1_000;
    }
    pace.gaveOut(parcel, 1_000 + nanos);
  }
}
