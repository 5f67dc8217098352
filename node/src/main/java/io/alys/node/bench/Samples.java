package io.alys.node.bench;

import java.util.Arrays;

/** Durations in nanoseconds, all of them, in order to tell percentiles exactly. */
final class Samples {

  private long[] values;
  private int size;

  Samples(int expected) {
    values = new long[Math.max(16, expected)];
  }

  void add(long nanos) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = nanos;
  }

  void addAll(Samples others) {
    for (int i = 0; i < others.size; i++) {
      add(others.values[i]);
    }
  }

  int size() {
    return size;
  }

  Distribution distribution() {
    var sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return new Distribution(
        size, rank(sorted, 0.5), rank(sorted, 0.99), rank(sorted, 0.999), rank(sorted, 1));
  }

  /** The least value that is not below the given share of all. */
  private static long rank(long[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    return sorted[Math.clamp((long) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
  }

  /** What is said of durations in nanoseconds. */
  record Distribution(int count, long p50, long p99, long p999, long max) {}
}
