package io.alys.node.dev;

import java.time.Duration;

/** How long a program that died waits for its next start: longer the faster it dies. */
final class RestartDelays {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(8);

  /** Who ran for so long has started well. */
  private static final Duration WELL = Duration.ofSeconds(3);

  private Duration next = FIRST;

  /** The delay after a death. */
  Duration after(Duration life) {
    if (life.compareTo(WELL) >= 0) {
      next = FIRST;
    }
    var delay = next;
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return delay;
  }
}
