package io.alys.workflows.supervision;

import java.time.Duration;

/**
 * When a circuit breaker opens and closes.
 *
 * @param failures failures in a row that open it
 * @param openFor how long it then refuses calls, unless probes close it earlier
 * @param successes successes in a row, of probes or of calls on trial, that close it
 */
public record CircuitLimits(int failures, Duration openFor, int successes) {

  /** Refuses counts below 1 and an empty waiting time. */
  public CircuitLimits {
    if (failures < 1 || successes < 1) {
      throw new IllegalArgumentException("failures and successes must be at least 1");
    }
    if (!openFor.isPositive()) {
      throw new IllegalArgumentException("openFor must be positive: " + openFor);
    }
  }
}
