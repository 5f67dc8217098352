package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Height;
import io.alys.workflows.spec.V1Retarget;
import org.junit.jupiter.api.Test;

/** Vectors of the protocol reference §2.6. */
class V1RequiredBitsTest {

  @Test
  void bitsMoveByTheDistanceAsV1sDo() {
    expect(5, 505794034, new long[] {503811990, 505794033, 506289544});
    expect(5, 486604799, new long[] {473117439, 486604798, 486617905});
    expect(5, 505544640, new long[] {503762111, 505544639, 505990271});
    expect(5, 545259519, new long[] {0x20199999, 0x207ffffe, 0x21009999});
  }

  @Test
  void smallRatiosRoundHalfToEven() {
    assertThat(next(1000, 505794034, 4)).isEqualTo(new CompactBits(0));
    assertThat(next(1000, 505794034, 5)).isEqualTo(new CompactBits(0));
    assertThat(next(1000, 505794034, 15)).isEqualTo(new CompactBits(503366031));
  }

  @Test
  void longDistancesGetEasierAndShortOnesHarder() {
    assertThat(next(100_000, 505544640, 150_000)).isEqualTo(new CompactBits(505990271));
    assertThat(next(100_000, 505544640, 50_000)).isEqualTo(new CompactBits(503762111));
  }

  @Test
  void bitsStayUntilTheIntervalIsDue() {
    var rules = rules(5, 50);
    var last = new V1RequiredBits.LastPow(new CompactBits(505794034), new Height(101));

    assertThat(V1RequiredBits.next(rules, last, new Height(103))).isEqualTo(last.bits());
    assertThat(V1RequiredBits.next(rules, last, new Height(110))).isNotEqualTo(last.bits());
    assertThat(V1RequiredBits.next(rules, last, new Height(111))).isNotEqualTo(last.bits());
  }

  @Test
  void bitsStayWithoutRetargeting() {
    var rules = new V1Retarget(true, new CompactBits(0), new CompactBits(0), 5, 5, 20);
    var last = new V1RequiredBits.LastPow(new CompactBits(505794034), new Height(1));

    assertThat(V1RequiredBits.next(rules, last, new Height(10))).isEqualTo(last.bits());
  }

  @Test
  void whereV1DiesIsAnArithmeticError() {
    var last = new V1RequiredBits.LastPow(new CompactBits(505794034), new Height(10));

    assertThatThrownBy(() -> V1RequiredBits.next(rules(5, 5), last, new Height(8)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> V1RequiredBits.next(rules(5, 4), last, new Height(12)))
        .isInstanceOf(ArithmeticException.class);
    assertThat(V1RequiredBits.next(rules(5, 5), last, new Height(9)))
        .isEqualTo(new CompactBits(503811990));
  }

  private static void expect(long spacing, long bits, long[] shortEqualLong) {
    for (int diff = 1; diff <= 4; diff++) {
      assertThat(next(spacing, bits, diff).unsigned()).isEqualTo(shortEqualLong[0]);
    }
    assertThat(next(spacing, bits, 5).unsigned()).isEqualTo(shortEqualLong[1]);
    assertThat(next(spacing, bits, 6).unsigned()).isEqualTo(shortEqualLong[2]);
    assertThat(next(spacing, bits, 60).unsigned()).isEqualTo(shortEqualLong[2]);
  }

  /** With an interval of one block every head is due. */
  private static CompactBits next(long spacing, long bits, long diff) {
    var last = new V1RequiredBits.LastPow(new CompactBits((int) bits), new Height(10));
    return V1RequiredBits.next(rules(spacing, spacing), last, new Height(10 + diff - 1));
  }

  private static V1Retarget rules(long spacing, long timespan) {
    return new V1Retarget(false, new CompactBits(0), new CompactBits(0), timespan, spacing, 20);
  }
}
