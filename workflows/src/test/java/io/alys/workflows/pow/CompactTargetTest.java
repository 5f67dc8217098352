package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.CompactBits;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactTargetTest {

  @Test
  void bitcoinsCompactFormsExpand() {
    expands(0x1d00ffff, "00000000ffff0000000000000000000000000000000000000000000000000000");
    expands(0x1e25cdf2, "000025cdf2000000000000000000000000000000000000000000000000000000");
    expands(0x207fffff, "7fffff0000000000000000000000000000000000000000000000000000000000");
    expands(0x2100ffff, "ffff000000000000000000000000000000000000000000000000000000000000");
    expands(0x03123456, "0000000000000000000000000000000000000000000000000000000000123456");
    expands(0x02123456, "0000000000000000000000000000000000000000000000000000000000001234");
    expands(0x01123456, "0000000000000000000000000000000000000000000000000000000000000012");
    expands(0x04123456, "0000000000000000000000000000000000000000000000000000000012345600");
  }

  @Test
  void negativeZeroAndOverlongFormsAreMetByNothing() {
    for (var bits : new int[] {0, 0x00123456, 0x01003456, 0x04923456, 0x20ffffff, 0xff123456}) {
      assertThat(CompactTarget.expand(new CompactBits(bits))).as("%08x", bits).isZero();
    }
  }

  @Test
  void targetsCompactAsV1Does() {
    assertThat(CompactTarget.compact(BigInteger.ZERO)).isEqualTo(new CompactBits(0));
    assertThat(CompactTarget.compact(BigInteger.ONE)).isEqualTo(new CompactBits(0x01010000));
    assertThat(CompactTarget.compact(BigInteger.valueOf(0x80)))
        .isEqualTo(new CompactBits(0x02008000));
    assertThat(CompactTarget.compact(CompactTarget.MAX)).isEqualTo(new CompactBits(0x2100ffff));
  }

  @Test
  void compactingRoundsDownAndIsExactTheSecondTime() {
    var random = new Random(11);
    for (int i = 0; i < 10_000; i++) {
      var target = new BigInteger(random.nextInt(1, 257), random);

      var bits = CompactTarget.compact(target);
      var rounded = CompactTarget.expand(bits);

      assertThat(rounded).isLessThanOrEqualTo(target);
      assertThat(target.subtract(rounded).bitLength())
          .isLessThanOrEqualTo(Math.max(0, target.bitLength() - 15));
      assertThat(CompactTarget.compact(rounded)).isEqualTo(bits);
    }
  }

  @Test
  void numbersBeyond256BitsAreNoTargets() {
    assertThatThrownBy(() -> CompactTarget.compact(BigInteger.ONE.shiftLeft(256)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CompactTarget.compact(BigInteger.ONE.negate()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void expands(int bits, String target) {
    assertThat(CompactTarget.bytes(CompactTarget.expand(new CompactBits(bits))).hex())
        .isEqualTo(target);
  }
}
