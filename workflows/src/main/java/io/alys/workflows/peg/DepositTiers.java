package io.alys.workflows.peg;

import io.alys.messages.types.Height;
import io.alys.messages.types.Satoshis;
import java.util.Collection;
import java.util.List;

/**
 * How deep a deposit must lie before it is credited, by amount (rule 5.5): at every depth it and
 * what was credited from the Bitcoin blocks above that depth must stay within the depth's limit. So
 * splitting a deposit gains nothing, and a large one that waits blocks nobody.
 */
public record DepositTiers(List<Tier> tiers) {

  /** From {@code depth} on, up to the next tier's, at most {@code limit} in sum. */
  public record Tier(long depth, Satoshis limit) {}

  /** A deposit in the Bitcoin block of this height. */
  public record Deposit(Height height, Satoshis amount) {}

  /** Refuses tiers that don't ascend in depth. */
  public DepositTiers {
    tiers = List.copyOf(tiers);
    for (int i = 1; i < tiers.size(); i++) {
      if (tiers.get(i).depth() <= tiers.get(i - 1).depth()) {
        throw new IllegalArgumentException("tiers must ascend in depth");
      }
    }
    if (tiers.isEmpty() || tiers.getFirst().depth() < 1) {
      throw new IllegalArgumentException("the first tier needs a depth of at least 1");
    }
  }

  /** Depth of a block below the tip; the tip itself has depth 1. */
  public static long depth(Height tip, Height block) {
    return tip.minus(block) + 1;
  }

  /** Whether a deposit is ripe at this tip, given everything that was credited before. */
  public boolean isRipe(Deposit deposit, Height tip, Collection<Deposit> credited) {
    var depth = depth(tip, deposit.height());
    if (depth < tiers.getFirst().depth()) {
      return false;
    }
    for (int i = 0; i < tiers.size(); i++) {
      var deepest = deepestOf(i);
      if (depth <= deepest) {
        var sum = deposit.amount().value() + creditedWithin(deepest, tip, credited);
        if (sum > tiers.get(i).limit().value()) {
          return false;
        }
      }
    }
    return true;
  }

  /** The last depth of a tier; the last tier ends at its own. Sums only grow with depth. */
  private long deepestOf(int tier) {
    return tier == tiers.size() - 1 ? tiers.get(tier).depth() : tiers.get(tier + 1).depth() - 1;
  }

  private static long creditedWithin(long depth, Height tip, Collection<Deposit> credited) {
    return credited.stream()
        .filter(deposit -> depth(tip, deposit.height()) <= depth)
        .mapToLong(deposit -> deposit.amount().value())
        .sum();
  }
}
