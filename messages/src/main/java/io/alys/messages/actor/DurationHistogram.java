package io.alys.messages.actor;

import java.util.List;

/**
 * A distribution of durations, as of one moment.
 *
 * @param counts how many lie at or below each of {@link #BOUNDS_NANOS} and above the one before;
 *     the last one counts those above all bounds
 * @param sumNanos their sum
 */
public record DurationHistogram(List<Long> counts, long sumNanos) {

  /** Upper bounds of the buckets, inclusive, in nanoseconds: 1 µs to 10 s. */
  public static final List<Long> BOUNDS_NANOS =
      List.of(
          1_000L,
          5_000L,
          10_000L,
          50_000L,
          100_000L,
          500_000L,
          1_000_000L,
          5_000_000L,
          10_000_000L,
          50_000_000L,
          100_000_000L,
          500_000_000L,
          1_000_000_000L,
          5_000_000_000L,
          10_000_000_000L);

  /** Refuses a wrong number of buckets. */
  public DurationHistogram {
    counts = List.copyOf(counts);
    if (counts.size() != BOUNDS_NANOS.size() + 1) {
      throw new IllegalArgumentException("wrong number of buckets: " + counts.size());
    }
  }

  /** How many durations it holds. */
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
