package io.alys.workflows.pow;

import io.alys.messages.types.CompactBits;
import java.math.BigInteger;

/**
 * Relief for long ranges (rule 7.5): from a quarter of {@code maxBlocksWithoutPow} on the target
 * doubles in even steps until it reaches the limit at half of it, so that work is found again when
 * the miners have left.
 */
public final class StallRelief {

  private StallRelief() {}

  /** The spec's two constants: M and the easiest target. */
  public record Limits(long maxBlocksWithoutPow, CompactBits powLimit) {}

  /** The bits that a range of {@code rangeLength} blocks needs, given those of the retarget. */
  public static CompactBits relieved(CompactBits retargeted, long rangeLength, Limits limits) {
    var begin = limits.maxBlocksWithoutPow() / 4;
    var full = limits.maxBlocksWithoutPow() / 2;
    if (rangeLength < begin) {
      return retargeted;
    }
    if (rangeLength >= full) {
      return limits.powLimit();
    }
    var target = CompactTarget.expand(retargeted);
    var limit = CompactTarget.expand(limits.powLimit());
    var doublings = BigInteger.valueOf(Math.max(0, limit.bitLength() - target.bitLength()));
    var steps =
        doublings
            .multiply(BigInteger.valueOf(rangeLength - begin))
            .divide(BigInteger.valueOf(full - begin));
    return CompactTarget.compact(target.shiftLeft(steps.intValueExact()).min(limit));
  }
}
