package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.Slot;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlotTimeTest {

  private static final Duration FIVE = Duration.ofSeconds(5);

  @Test
  void slotsCountFromTheUnixEpoch() {
    var time = new SlotTime(Instant.ofEpochMilli(1703256299459L), FIVE);

    assertThat(time.slot()).isEqualTo(new Slot(340651259));
    assertThat(Authors.indexOf(time.slot(), 6)).isEqualTo(5);
    assertThat(time.startOf(time.slot())).isEqualTo(Instant.ofEpochMilli(1703256295000L));
  }

  @Test
  void aSlotBeginsATenthOfASlotEarly() {
    var slot = new Slot(100);

    assertThat(at(500_000).hasBegun(slot)).isTrue();
    assertThat(at(499_500).hasBegun(slot)).isTrue();
    assertThat(at(499_499).hasBegun(slot)).isFalse();
    assertThat(at(900_000).hasBegun(slot)).isTrue();
  }

  @Test
  void aClockBeforeTheEpochIsInSlotZero() {
    assertThat(at(-7_000).slot()).isEqualTo(Slot.ZERO);
  }

  @Test
  void slotsBelowASecondAreRefused() {
    assertThatThrownBy(() -> new SlotTime(Instant.EPOCH, Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SlotTime at(long millis) {
    return new SlotTime(Instant.ofEpochMilli(millis), FIVE);
  }
}
