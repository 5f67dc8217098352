package io.alys.node.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Operations that were timed together.
 *
 * @param operations how many
 * @param nanos from the start of the first to the end of the last
 * @param cpuNanos of all threads of the process
 * @param bytes allocated by all threads of the process
 */
record Lap(long operations, long nanos, long cpuNanos, long bytes) {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Runs until it ends and says how many operations that were. */
  interface Timed {
    long run() throws InterruptedException;
  }

  static Lap of(Timed timed) throws InterruptedException {
    long bytes = THREADS.getTotalThreadAllocatedBytes();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    long operations = timed.run();
    long nanos = System.nanoTime() - start;
    return new Lap(
        operations,
        nanos,
        SYSTEM.getProcessCpuTime() - cpu,
        THREADS.getTotalThreadAllocatedBytes() - bytes);
  }

  double nanosEach() {
    return (double) nanos / operations;
  }

  double cpuNanosEach() {
    return (double) cpuNanos / operations;
  }

  double bytesEach() {
    return (double) bytes / operations;
  }

  static double median(List<Lap> laps, ToDoubleFunction<Lap> figure) {
    return median(laps.stream().mapToDouble(figure).toArray());
  }

  static double median(double... figures) {
    var sorted = figures.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
