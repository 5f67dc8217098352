package io.alys.config;

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
public record ActorLimits(
    int mailboxCapacity, Overflow overflow, int maxStash, int maxInFlight, Duration slowAfter) {

  private static final int MOST = 1_000_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** What happens to a message for a full mailbox. */
  public enum Overflow {
    /** The oldest goes. */
    DROP_OLDEST,
    /** It is not taken. */
    DROP_NEWEST,
    /** It is not taken, and who asks is told. */
    REFUSE,
    /** The sending actor is held up. */
    BACK_PRESSURE
  }

  /** Refuses what no actor could work with; {@code section} is where it is written. */
  ActorLimits checked(String section) {
    Checks.of(section)
        .within("mailbox-capacity", mailboxCapacity, 1, MOST)
        .within("max-stash", maxStash, 1, MOST)
        .within("max-in-flight", maxInFlight, 1, MOST)
        .within("slow-after", slowAfter, Duration.ofMillis(1), LONGEST)
        .done();
    return this;
  }
}
