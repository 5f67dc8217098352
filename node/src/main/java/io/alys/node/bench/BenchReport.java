package io.alys.node.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one run measured.
 *
 * @param costs of messages and questions
 * @param latencies from sending to handling
 * @param restarts from a crash until the actor serves again
 */
record BenchReport(
    Run run, List<Cost> costs, List<Timing> latencies, List<Timing> restarts, List<Goal> goals) {

  /**
   * How it was measured.
   *
   * @param loadBefore processes that wanted to run in the minute before the start
   * @param loadAfter the same at the end
   * @param laps of each course, of which medians are taken
   * @param aloneNanos a bare message's cost before anything else had run in the process
   */
  record Run(
      Surroundings where,
      Duration length,
      double loadBefore,
      double loadAfter,
      int laps,
      double aloneNanos) {}

  /**
   * The cost of an operation.
   *
   * @param nanos from one to the next, as the clock on the wall shows
   * @param ratio to the bare one, lap by lap
   * @param cpuNanos of all threads
   * @param bytes allocated
   */
  record Cost(String name, double nanos, double ratio, double cpuNanos, double bytes) {}

  /**
   * Durations of one kind.
   *
   * @param since percentiles that count
   * @param ratio of the 99th percentile to the bare one's
   * @param sinceSent for latencies: from the real moment of sending, which hides that it was late
   */
  record Timing(
      String name,
      Samples.Distribution since,
      double ratio,
      Optional<Samples.Distribution> sinceSent) {}

  /**
   * What is wanted.
   *
   * @param most the greatest figure that meets it
   * @param unit {@code x} or {@code ms} or {@code us}
   */
  record Goal(String name, double most, String unit, double measured) {
    boolean isMet() {
      return measured <= most;
    }
  }
}
