package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.actors.runtime.DeadLetter;
import io.alys.messages.actor.DeadLetterProtocol.Letter;
import io.alys.messages.actor.DeadLetterProtocol.LetterId;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeadLetterKeeperTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void tellsWhatHappenedNewestFirst() {
    var keeper = keeper(new DeadLetterLimits(10, 1000, 100, 100));
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    keeper.add(
        new DeadLetter(
            "/a",
            "/b",
            new Work.Note(1),
            DropCause.EXPIRED,
            nanos.get() - Duration.ofSeconds(2).toNanos(),
            new MessageId(7)));
    keeper.add(letter(2));

    var page = keeper.list(null, 10);

    assertThat(page.letters().getFirst().text()).isEqualTo("Note[number=2]");
    assertThat(page.letters().getLast())
        .isEqualTo(
            new Letter(
                new LetterId(1),
                NOW.minusSeconds(2),
                DropCause.EXPIRED,
                "/b",
                "/a",
                "Note",
                "Note[number=1]",
                new MessageId(7),
                0));
  }

  @Test
  void pagesLeadThroughAllLettersOnce() {
    var keeper = keeper(new DeadLetterLimits(100, 10_000, 100, 1000));
    for (int i = 1; i <= 25; i++) {
      keeper.add(letter(i));
    }

    var seen = new ArrayList<Long>();
    LetterId before = null;
    do {
      var page = keeper.list(before, 10);
      page.letters().forEach(letter -> seen.add(letter.id().value()));
      before = page.more();
    } while (before != null);

    assertThat(seen)
        .hasSize(25)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void staysWithinItsBoundsAndLosesCountOfNothing(long seed) {
    var random = new Random(seed);
    var limits = new DeadLetterLimits(50, 2000, 40, 30);
    var keeper = keeper(limits);
    int added = 5000;
    for (int i = 0; i < added; i++) {
      var text = "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 3000 : 200));
      keeper.add(new DeadLetter("/a", "", text, DropCause.REFUSED, nanos.get(), null));
      nanos.addAndGet(random.nextLong(Duration.ofMillis(60).toNanos()));

      var totals = keeper.list(null, 1).totals();
      assertThat(totals.kept() + totals.displaced() + totals.counted()).isEqualTo(i + 1);
    }

    var kept = keeper.list(null, added).letters();
    assertThat(kept).hasSizeLessThanOrEqualTo(limits.maxLetters());
    assertThat(kept).allSatisfy(letter -> assertThat(letter.text()).hasSizeLessThanOrEqualTo(41));
    assertThat(kept.stream().mapToLong(letter -> sizeOf(keeper, letter)).sum())
        .isLessThanOrEqualTo(limits.maxTextBytes());
  }

  private static int sizeOf(DeadLetterKeeper keeper, Letter letter) {
    var kept = keeper.find(letter.id()).orElseThrow();
    var message = kept.message();
    return message == null ? kept.letter().text().length() : message.toString().length();
  }

  @Test
  void onlyCountsWhatComesTooFast() {
    var keeper = keeper(new DeadLetterLimits(1000, 100_000, 100, 20));
    for (int i = 0; i < 1000; i++) {
      keeper.add(letter(i));
    }
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    keeper.add(letter(1000));

    var totals = keeper.list(null, 1).totals();

    assertThat(totals.kept()).isEqualTo(21);
    assertThat(totals.counted()).isEqualTo(980);
    assertThat(keeper.list(null, 1).letters().getFirst().text()).isEqualTo("Note[number=1000]");
  }

  @Test
  void keepsOnlyTheTextOfWhatIsTooLarge() {
    var keeper = keeper(new DeadLetterLimits(10, 100, 10, 10));

    keeper.add(new DeadLetter("/a", "", "y".repeat(101), DropCause.REFUSED, nanos.get(), null));

    var letter = keeper.list(null, 1).letters().getFirst();
    assertThat(letter.text()).isEqualTo("yyyyyyyyyy…");
    assertThat(keeper.find(letter.id()).orElseThrow().message()).isNull();
  }

  @Test
  void aMessageWithoutTextDoesNoHarm() {
    var keeper = keeper(DeadLetterLimits.DEFAULT);
    var broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("broken");
          }
        };

    keeper.add(new DeadLetter("/a", "", broken, DropCause.REFUSED, nanos.get(), null));

    assertThat(keeper.list(null, 1).letters().getFirst().text()).contains("broken");
  }

  private DeadLetterKeeper keeper(DeadLetterLimits limits) {
    return new DeadLetterKeeper(limits, nanos::get, InstantSource.fixed(NOW));
  }

  private DeadLetter letter(int number) {
    return new DeadLetter("/a", "", new Work.Note(number), DropCause.REFUSED, nanos.get(), null);
  }
}
