package io.alys.workflows.pow;

import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Height;
import io.alys.workflows.spec.V1Retarget;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * V1's difficulty, as it is (protocol reference §2.6): it depends on the checking node's head,
 * reads a spacing in seconds as one in blocks, cuts too deep on the hard side and drifts by
 * rounding. Only for blocks under version 1 rules; version 2 uses {@link Retarget}.
 */
public final class V1RequiredBits {

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private V1RequiredBits() {}

  /** The last block that carried an AuxPoW: its header's bits and its number. */
  public record LastPow(CompactBits bits, Height number) {}

  /**
   * The bits that V1 asks for at a head.
   *
   * @throws ArithmeticException where V1 dies: head more than one below the last AuxPoW, interval
   *     of 0 blocks, ratio above 2.55
   */
  public static CompactBits next(V1Retarget rules, LastPow last, Height head) {
    var interval = rules.powTargetTimespan() / rules.powTargetSpacing();
    var distance = head.minus(last.number()) + 1;
    if (distance < 0) {
      throw new ArithmeticException("head below the last AuxPoW");
    }
    var diff = Math.max(1, distance & 0xffffffffL);
    var due = head.value() % interval == 0 || diff > interval;
    if (rules.powNoRetargeting() || !due) {
      return last.bits();
    }
    var percent = BigInteger.valueOf(percent(rules, diff));
    var target = CompactTarget.expand(last.bits()).divide(HUNDRED).multiply(percent);
    return CompactTarget.compact(target.min(CompactTarget.MAX));
  }

  private static int percent(V1Retarget rules, long diff) {
    var ratio =
        BigDecimal.valueOf(diff)
            .divide(BigDecimal.valueOf(rules.powTargetSpacing()), 2, RoundingMode.HALF_EVEN);
    var adjustment = BigDecimal.valueOf(rules.maxPowAdjustment(), 2);
    if (ratio.compareTo(BigDecimal.ONE) < 0) {
      ratio = ratio.min(adjustment);
    } else if (ratio.compareTo(BigDecimal.ONE) > 0) {
      ratio = ratio.min(BigDecimal.ONE.add(adjustment));
    }
    var percent = ratio.movePointRight(2).toBigInteger().intValueExact();
    if (percent > 255) {
      throw new ArithmeticException("ratio above 2.55");
    }
    return percent;
  }
}
