package io.alys.workflows.rules;

import java.time.Duration;
import java.util.Collection;

/** Whether the local clock is good enough to sign by (rule 2.10). */
public final class ClockOffset {

  private ClockOffset() {}

  /**
   * Whether the clock is at most one slot off the median of the members'; {@code ahead} says how
   * far each member's clock is ahead of the local one. Alone, the clock is right; of an even number
   * of members the one nearer to the local clock counts.
   */
  public static boolean maySign(Collection<Duration> ahead, Duration slotDuration) {
    if (ahead.isEmpty()) {
      return true;
    }
    var sorted = ahead.stream().sorted().toList();
    var lower = sorted.get((sorted.size() - 1) / 2);
    var upper = sorted.get(sorted.size() / 2);
    return isWithin(lower, slotDuration) || isWithin(upper, slotDuration);
  }

  private static boolean isWithin(Duration offset, Duration slotDuration) {
    return offset.abs().compareTo(slotDuration) <= 0;
  }
}
