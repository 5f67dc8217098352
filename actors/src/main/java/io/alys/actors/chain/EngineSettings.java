package io.alys.actors.chain;

import io.alys.workflows.supervision.CircuitLimits;
import java.time.Duration;

/**
 * Bounds of the EngineActor.
 *
 * @param maxPendingCalls requests that may wait behind the running one
 * @param requestDeadline from a request's arrival to its answer at the latest
 * @param stuckCallTimeout a call that has not ended after this time is a defect of the adapter;
 *     above the longest time-out of the client
 * @param probeInterval pause between probes while the breaker is not closed
 * @param breaker when the breaker opens and closes
 */
public record EngineSettings(
    int maxPendingCalls,
    Duration requestDeadline,
    Duration stuckCallTimeout,
    Duration probeInterval,
    CircuitLimits breaker) {

  /** 64 requests of 10 s, 30 s until a call counts as stuck, a probe each second, 5 / 30 s / 3. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          64,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          new CircuitLimits(5, Duration.ofSeconds(30), 3));

  /** Refuses empty bounds. */
  public EngineSettings {
    if (maxPendingCalls < 1) {
      throw new IllegalArgumentException("max-pending-calls must be at least 1");
    }
    if (!requestDeadline.isPositive() || !probeInterval.isPositive()) {
      throw new IllegalArgumentException("request-deadline and probe-interval must be positive");
    }
    if (stuckCallTimeout.compareTo(requestDeadline) <= 0) {
      throw new IllegalArgumentException("stuck-call-timeout must be above request-deadline");
    }
  }
}
