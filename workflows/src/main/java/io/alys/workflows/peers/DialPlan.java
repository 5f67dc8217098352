package io.alys.workflows.peers;

import io.alys.workflows.ports.Entropy;
import java.time.Duration;

/**
 * When to dial whom.
 *
 * @param minDelay after the first failure; it doubles with each further one
 * @param maxDelay and never grows beyond this
 * @param jitter the share of a delay that is left to chance, 0 to 1
 * @param atOnce most dials under way
 * @param wantedPeers with fewer connected ones, learned addresses are dialled, too
 * @param maxLearned most learned addresses that are kept
 */
public record DialPlan(
    Duration minDelay,
    Duration maxDelay,
    double jitter,
    int atOnce,
    int wantedPeers,
    int maxLearned) {

  /** What the node does unless it is told otherwise. */
  public static final DialPlan DEFAULT =
      new DialPlan(Duration.ofSeconds(1), Duration.ofMinutes(2), 0.3, 8, 24, 512);

  /** Learned addresses that fail so often are forgotten. */
  static final int MAX_LEARNED_FAILURES = 12;

  private static final int PARTS = 1_000;

  /** Checks the bounds. */
  public DialPlan {
    if (!minDelay.isPositive() || maxDelay.compareTo(minDelay) < 0) {
      throw new IllegalArgumentException("wanted: 0 < min-delay <= max-delay");
    }
    if (jitter < 0 || jitter > 1 || atOnce < 1 || wantedPeers < 0 || maxLearned < 0) {
      throw new IllegalArgumentException("wanted: 0 <= jitter <= 1, and numbers above zero");
    }
  }

  /** How long to wait after so many failures in a row. */
  Duration delay(int failures, Entropy entropy) {
    var delay = minDelay;
    for (int i = 1; i < failures && delay.compareTo(maxDelay) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    var most = delay.compareTo(maxDelay) < 0 ? delay : maxDelay;
    var chance = most.toNanos() * jitter * entropy.below(PARTS + 1) / PARTS;
    return most.minusNanos((long) chance);
  }
}
