package io.alys.node.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines that come again and again. */
final class RepeatsTest {

  @Test
  void theSameReasonIsShownTwiceAndThenEachThirtiethTime() {
    var repeats = new Repeats();

    var shown =
        IntStream.rangeClosed(1, 60)
            .mapToObj(slot -> repeats.of("skipped slot " + slot + ": stalled"))
            .flatMap(Optional::stream);

    assertThat(shown)
        .containsExactly(
            "skipped slot 1: stalled",
            "skipped slot 2: stalled",
            "skipped slot 30: stalled (30 times in a row)",
            "skipped slot 60: stalled (60 times in a row)");
  }

  @Test
  void anotherLineStartsAnew() {
    var repeats = new Repeats();
    IntStream.rangeClosed(1, 5).forEach(slot -> repeats.of("skipped slot " + slot + ": stalled"));

    assertThat(repeats.of("made block 7 in slot 6")).isPresent();
    assertThat(repeats.of("skipped slot 7: stalled")).contains("skipped slot 7: stalled");
  }
}
