package io.alys.actors.registry;

import io.alys.workflows.health.HealthLimits;
import java.time.Duration;

/**
 * How the registry works.
 *
 * @param interval from one health round to the next
 * @param deadline within which an actor has to answer, shorter than the interval
 * @param settle how long moves are gathered before the node's health is judged again
 * @param maxMoves moves that are remembered
 * @param maxActors actors that are remembered; those that have stopped make room
 * @param limits from when on something counts as a fault
 */
public record RegistrySettings(
    Duration interval,
    Duration deadline,
    Duration settle,
    int maxMoves,
    int maxActors,
    HealthLimits limits) {

  /** A round every five seconds, two to answer. */
  public static final RegistrySettings DEFAULT =
      new RegistrySettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          1_000,
          10_000,
          HealthLimits.DEFAULT);

  /** Refuses what makes no sense. */
  public RegistrySettings {
    if (!settle.isPositive() || !deadline.isPositive() || deadline.compareTo(interval) >= 0) {
      throw new IllegalArgumentException("0 < settle, 0 < deadline < interval");
    }
    if (maxMoves < 1 || maxActors < 1) {
      throw new IllegalArgumentException("maxMoves and maxActors must be at least 1");
    }
  }
}
