package io.alys.actors.runtime;

import io.alys.messages.actor.DurationHistogram;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;

/** Counts durations in buckets; one thread at a time writes, any thread reads. */
final class DurationTally {

  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final long[] BOUNDS =
      DurationHistogram.BOUNDS_NANOS.stream().mapToLong(Long::longValue).toArray();
  private static final int SUM = BOUNDS.length + 1;

  /** A bucket for each bound, one above them, the sum. */
  private final long[] cells = new long[Padding.LONGS + BOUNDS.length + 2 + Padding.LONGS];

  void record(long nanos) {
    record(nanos, 1);
  }

  /** The duration of as many at once. */
  void record(long nanos, int times) {
    int bucket = 0;
    while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
      bucket++;
    }
    bump(bucket, times);
    bump(SUM, nanos * times);
  }

  void add(DurationTally other) {
    for (int i = 0; i <= SUM; i++) {
      bump(i, other.get(i));
    }
  }

  DurationHistogram histogram() {
    var counts = new ArrayList<Long>(SUM);
    for (int i = 0; i < SUM; i++) {
      counts.add(get(i));
    }
    return new DurationHistogram(counts, get(SUM));
  }

  /** Opaque: neither torn nor held back, and no dearer than a plain store. */
  private void bump(int cell, long by) {
    CELLS.setOpaque(cells, Padding.LONGS + cell, get(cell) + by);
  }

  private long get(int cell) {
    return (long) CELLS.getOpaque(cells, Padding.LONGS + cell);
  }
}
