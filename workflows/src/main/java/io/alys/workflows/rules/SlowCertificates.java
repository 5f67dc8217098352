package io.alys.workflows.rules;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.Slot;
import java.util.Optional;

/**
 * Which slots may follow a block when certificates take longer than a slot (rule 2.8): the more
 * certified blocks stand above the last committed one, the longer the rounds in which only the
 * first slot, and the one right after the parent, may be used.
 *
 * @param k how often the round was doubled
 * @param roundSlots R, slots in a round
 */
public record SlowCertificates(int k, long roundSlots) {

  /** Doublings beyond which rounds would last for thousands of years. */
  private static final int MOST = 40;

  /** The rule after {@code parent}, with u = its height above what its ancestry commits. */
  public static SlowCertificates after(BlockContext parent, int authorities) {
    return of(parent.height().minus(parent.committed().height()), authorities);
  }

  /** The rule for u certified blocks above the last committed one. */
  public static SlowCertificates of(long certifiedAboveCommitted, int authorities) {
    var u = Math.max(1, certifiedAboveCommitted);
    var k = 0;
    while (k < MOST && authorities * ((2L << k) - 1) < u) {
      k++;
    }
    return new SlowCertificates(k, k == 0 ? 1 : authorities * (1L << (k - 1)) + 1);
  }

  /** Whether a block of {@code slot} may be authored and signed on a parent of that slot. */
  public boolean mayUse(Slot parentSlot, Slot slot) {
    return k == 0 || slot.minus(parentSlot) == 1 || slot.value() % roundSlots == 0;
  }

  /**
   * The slot whose author publishes at local slot {@code now} on a parent of that slot: the present
   * one, or after the first slot of a round the one right behind the parent, until the next round
   * begins. Empty when nobody may.
   */
  public Optional<Slot> slotToAuthor(Slot parentSlot, Slot now) {
    if (!now.isAbove(parentSlot)) {
      return Optional.empty();
    }
    if (mayUse(parentSlot, now)) {
      return Optional.of(now);
    }
    var followsFirst = parentSlot.value() % roundSlots == 0;
    return followsFirst && now.minus(parentSlot) < roundSlots
        ? Optional.of(parentSlot.next())
        : Optional.empty();
  }
}
