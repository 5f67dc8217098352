package io.alys.workflows.health;

import java.time.Duration;

/**
 * From when on something counts as a fault.
 *
 * @param fullPercent how full a mailbox may be, in percent
 * @param crashMemory how long after a crash an actor counts as degraded
 * @param missesUntilUnhealthy rounds in a row without an answer that make an actor unhealthy
 * @param missesUntilStuck rounds in a row without an answer after which only a new process helps
 */
public record HealthLimits(
    int fullPercent, Duration crashMemory, int missesUntilUnhealthy, int missesUntilStuck) {

  /** 80 %, a minute, two rounds, twelve rounds. */
  public static final HealthLimits DEFAULT = new HealthLimits(80, Duration.ofMinutes(1), 2, 12);

  /** Refuses what makes no sense. */
  public HealthLimits {
    if (fullPercent < 1 || fullPercent > 100) {
      throw new IllegalArgumentException("fullPercent must be 1 to 100: " + fullPercent);
    }
    if (crashMemory.isNegative()) {
      throw new IllegalArgumentException("crashMemory must not be negative: " + crashMemory);
    }
    if (missesUntilUnhealthy < 1 || missesUntilStuck < missesUntilUnhealthy) {
      throw new IllegalArgumentException("1 <= missesUntilUnhealthy <= missesUntilStuck");
    }
  }
}
