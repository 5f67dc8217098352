package io.alys.workflows.supervision;

import java.time.Duration;

/** What a supervisor does when a child fails. */
public sealed interface SupervisionStrategy {

  /**
   * How many restarts may follow one another.
   *
   * @param maxRestarts restarts within the window that are still tried; one failure more escalates
   * @param window the time looked back on
   */
  record RestartLimit(int maxRestarts, Duration window) {

    /** Refuses a negative count and an empty window. */
    public RestartLimit {
      if (maxRestarts < 0) {
        throw new IllegalArgumentException("maxRestarts must not be negative");
      }
      if (!window.isPositive()) {
        throw new IllegalArgumentException("window must be positive: " + window);
      }
    }
  }

  /** The child alone is begun again, at once. */
  record OneForOne(RestartLimit limit) implements SupervisionStrategy {}

  /** All children are halted in reverse order and begun again in order. */
  record OneForAll(RestartLimit limit) implements SupervisionStrategy {}

  /** The children after the failed one are halted in reverse order; it and they are begun again. */
  record RestForOne(RestartLimit limit) implements SupervisionStrategy {}

  /**
   * The child alone is begun again, at once after the first failure, later and later after those
   * that follow soon.
   *
   * @param initial the wait after the second failure in a row
   * @param max the longest wait
   * @param factor by which it grows, at least 1
   * @param jitter share of the wait that is added at random, 0 to 1
   * @param maxRestarts tries in a row; one failure more escalates
   * @param resetAfter a child that has served as long has no failures behind it
   */
  record ExponentialBackoff(
      Duration initial,
      Duration max,
      double factor,
      double jitter,
      int maxRestarts,
      Duration resetAfter)
      implements SupervisionStrategy {

    /** Refuses what makes no sense. */
    public ExponentialBackoff {
      if (!initial.isPositive() || max.compareTo(initial) < 0 || !resetAfter.isPositive()) {
        throw new IllegalArgumentException("waits must be positive and max not below initial");
      }
      if (!(factor >= 1) || !(jitter >= 0 && jitter <= 1) || maxRestarts < 1) {
        throw new IllegalArgumentException("factor >= 1, 0 <= jitter <= 1, maxRestarts >= 1");
      }
    }
  }

  /**
   * The child alone is begun again at once, until it has failed too often in a row; then requests
   * are refused for a while, then it is begun on trial.
   *
   * @param limits failures that open the circuit, how long it stays open, messages that the child
   *     has to serve on trial until it is closed
   */
  record CircuitBreaker(CircuitLimits limits) implements SupervisionStrategy {}

  /** The child is not begun again by itself; an operator can order it. */
  record Never() implements SupervisionStrategy {}
}
