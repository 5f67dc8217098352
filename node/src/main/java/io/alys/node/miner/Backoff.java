package io.alys.node.miner;

import java.time.Duration;

/** Pauses that double from one failure to the next, up to a longest one. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private Duration next = FIRST;

  /** The pause after one more failure. */
  Duration failed() {
    var pause = next;
    next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    return pause;
  }

  /** Something worked. */
  void reset() {
    next = FIRST;
  }
}
