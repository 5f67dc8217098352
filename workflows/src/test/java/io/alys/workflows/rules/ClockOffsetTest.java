package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {

  @Test
  void aClockMoreThanASlotOffTheMedianDoesNotSign() {
    assertThat(maySign(1_000, 2_000, 90_000)).isTrue();
    assertThat(maySign(0, 2_001, 90_000)).isFalse();
    assertThat(maySign(-90_000, -2_001, 0)).isFalse();
  }

  @Test
  void oneWrongMemberMovesNothing() {
    assertThat(maySign(0, 0, 3_600_000)).isTrue();
    assertThat(maySign(0, 3_600_000)).isTrue();
  }

  @Test
  void aloneTheClockIsRight() {
    assertThat(ClockOffset.maySign(List.of(), Duration.ofSeconds(2))).isTrue();
  }

  private static boolean maySign(long... ahead) {
    return ClockOffset.maySign(
        LongStream.of(ahead).mapToObj(Duration::ofMillis).toList(), Duration.ofSeconds(2));
  }
}
