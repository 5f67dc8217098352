package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.Slot;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlotBudgetTest {

  @Test
  void everyStepHasItsShareOfTheSlot() {
    var budget = SlotBudget.of(new Slot(1000), Duration.ofSeconds(2));

    assertThat(budget.start()).isEqualTo(Instant.ofEpochMilli(2_000_000));
    assertThat(budget.parentCertificate()).isEqualTo(Instant.ofEpochMilli(2_000_400));
    assertThat(budget.getPayload()).isEqualTo(Instant.ofEpochMilli(2_000_500));
    assertThat(budget.publish()).isEqualTo(Instant.ofEpochMilli(2_000_700));
    assertThat(budget.approvals()).isEqualTo(Instant.ofEpochMilli(2_001_400));
    assertThat(budget.end()).isEqualTo(Instant.ofEpochMilli(2_002_000));
  }

  @Test
  void aLateBlockCountsFromItsParentsCertificate() {
    var certificate = Instant.ofEpochMilli(123_456);

    assertThat(SlotBudget.from(certificate, Duration.ofSeconds(2)).publish())
        .isEqualTo(Instant.ofEpochMilli(124_156));
  }
}
