package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.PowRecord;
import io.alys.messages.chain.WorkHistory;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.workflows.rules.TestSpecs;
import io.alys.workflows.rules.TestSpecs.Numbers;
import org.junit.jupiter.api.Test;

class RequiredWorkTest {

  private static final CompactBits HARD = new CompactBits(0x1b0404cb);

  @Test
  void heightIsThatOfTheLastIncludingBlockPlusOne() {
    var spec = TestSpecs.standard();
    var history = WorkHistory.EMPTY.with(new PowRecord(new Height(17), TestSpecs.EASY));

    assertThat(RequiredWork.forRange(spec, WorkHistory.EMPTY, 1).height()).isEqualTo(UInt64.of(1));
    assertThat(RequiredWork.forRange(spec, history, 1).height()).isEqualTo(UInt64.of(18));
    assertThat(RequiredWork.forRange(spec, history, 1).chainId()).isEqualTo(spec.chainId());
  }

  @Test
  void reliefComesOnTopOfTheRetarget() {
    var spec = TestSpecs.of(new Numbers(1, 1, HARD, TestSpecs.EASY, 4, 20, 256));

    assertThat(RequiredWork.forRange(spec, WorkHistory.EMPTY, 63).bits()).isEqualTo(HARD);
    assertThat(RequiredWork.forRange(spec, WorkHistory.EMPTY, 98).bits())
        .isEqualTo(new CompactBits(0x1e020265));
    assertThat(RequiredWork.forRange(spec, WorkHistory.EMPTY, 128).bits())
        .isEqualTo(TestSpecs.EASY);
  }

  @Test
  void aReliefCountsInTheRetargetAsItStands() {
    var spec = TestSpecs.of(new Numbers(1, 1, HARD, TestSpecs.EASY, 4, 20, 256));
    var history = WorkHistory.EMPTY.with(new PowRecord(new Height(130), TestSpecs.EASY));

    var bits = RequiredWork.forRange(spec, history, 1).bits();

    assertThat(bits).isEqualTo(TestSpecs.EASY);
  }
}
