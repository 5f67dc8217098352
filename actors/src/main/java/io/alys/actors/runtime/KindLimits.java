package io.alys.actors.runtime;

import java.time.Duration;

/**
 * The resources of each actor of a kind.
 *
 * @param mailboxCapacity messages that may wait, for each lane
 * @param overflow what happens to more
 * @param maxStash messages that it may set aside
 * @param maxInFlight requests that it may have accepted and not answered
 * @param slowAfter a message that takes longer is named in the log
 */
public record KindLimits(
    int mailboxCapacity, Overflow overflow, int maxStash, int maxInFlight, Duration slowAfter) {

  /** For kinds of which the configuration says nothing. */
  public static final KindLimits DEFAULT =
      new KindLimits(1000, Overflow.REFUSE, 1000, 1000, Duration.ofMillis(100));

  /** Refuses counts below 1 and a time that isn't positive. */
  public KindLimits {
    if (mailboxCapacity < 1 || maxStash < 1 || maxInFlight < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
    if (!slowAfter.isPositive()) {
      throw new IllegalArgumentException("slowAfter must be positive: " + slowAfter);
    }
  }
}
