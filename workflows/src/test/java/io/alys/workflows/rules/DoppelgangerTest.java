package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.Slot;
import org.junit.jupiter.api.Test;

class DoppelgangerTest {

  @Test
  void onlySlotsAfterTheOneAfterTheStartCount() {
    var start = new Slot(100);

    assertThat(Doppelganger.isForeign(start, new Slot(99))).isFalse();
    assertThat(Doppelganger.isForeign(start, new Slot(101))).isFalse();
    assertThat(Doppelganger.isForeign(start, new Slot(102))).isTrue();
  }
}
