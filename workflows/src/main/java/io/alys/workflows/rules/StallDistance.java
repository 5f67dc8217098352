package io.alys.workflows.rules;

import io.alys.messages.chain.BlockContext;
import io.alys.workflows.spec.ChainSpec;

/**
 * How far a chain has run without an AuxPoW (rule 7.5): from lastFinal to the last committed block
 * of the parent's ancestry, the parent included.
 */
public record StallDistance(long blocks, long limit) {

  private static final int[] WARNINGS = {90, 75, 50};

  /** The distance for a block on {@code parent}. */
  public static StallDistance after(BlockContext parent, ChainSpec spec) {
    return new StallDistance(
        parent.committed().height().minus(parent.lastFinal().height()), spec.maxBlocksWithoutPow());
  }

  /** Whether a block without an AuxPoW is invalid. */
  public boolean isStalled() {
    return blocks >= limit;
  }

  /** The highest of 50, 75 and 90 per cent of the limit that is reached, 0 below. */
  public int warning() {
    for (var percent : WARNINGS) {
      if (blocks * 100 >= limit * percent) {
        return percent;
      }
    }
    return 0;
  }
}
