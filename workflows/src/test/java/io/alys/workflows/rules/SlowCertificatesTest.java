package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.Slot;
import io.alys.workflows.vectors.VectorCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class SlowCertificatesTest {

  @TestFactory
  Stream<DynamicTest> roundsGrowWithCertifiedBlocksAboveTheCommittedOne() {
    return VectorCases.of("v2/slow-certificates.json", SlowCertificatesTest::check);
  }

  private static void check(JsonNode c) {
    var slow = SlowCertificates.of(c.get("certifiedAboveCommitted").asLong(), c.get("n").asInt());

    assertThat(slow.k()).isEqualTo(c.get("k").asInt());
    assertThat(slow.roundSlots()).isEqualTo(c.get("roundSlots").asLong());
    assertThat(
            slow.mayUse(new Slot(c.get("parentSlot").asLong()), new Slot(c.get("slot").asLong())))
        .isEqualTo(c.get("maySign").asBoolean());
  }

  @Test
  void everySlotAboveTheParentIsAuthoredWhileCertificatesAreQuick() {
    var quick = SlowCertificates.of(1, 4);

    assertThat(quick.slotToAuthor(new Slot(10), new Slot(17))).contains(new Slot(17));
    assertThat(quick.slotToAuthor(new Slot(10), new Slot(10))).isEmpty();
    assertThat(quick.slotToAuthor(new Slot(10), new Slot(9))).isEmpty();
  }

  @Test
  void slotsInsideARoundAreLeftOutWhileCertificatesAreSlow() {
    var slow = SlowCertificates.of(5, 4);

    assertThat(slow.roundSlots()).isEqualTo(5);
    assertThat(slow.slotToAuthor(new Slot(17), new Slot(18))).contains(new Slot(18));
    assertThat(slow.slotToAuthor(new Slot(17), new Slot(19))).isEmpty();
    assertThat(slow.slotToAuthor(new Slot(17), new Slot(20))).contains(new Slot(20));
  }

  @Test
  void theAuthorAfterARoundsFirstSlotPublishesLateWithItsOwnSlot() {
    var slow = SlowCertificates.of(5, 4);

    assertThat(slow.slotToAuthor(new Slot(20), new Slot(21))).contains(new Slot(21));
    assertThat(slow.slotToAuthor(new Slot(20), new Slot(24))).contains(new Slot(21));
    assertThat(slow.slotToAuthor(new Slot(20), new Slot(25))).contains(new Slot(25));
    assertThat(slow.slotToAuthor(new Slot(20), new Slot(26))).isEmpty();
  }

  @Test
  void evenEndlessChainsHaveRounds() {
    assertThat(SlowCertificates.of(Long.MAX_VALUE, 15).roundSlots()).isPositive();
  }
}
