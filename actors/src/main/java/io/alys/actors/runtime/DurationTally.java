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
  private final long[] cells = new long[BOUNDS.length + 2];

  void record(long nanos) {
    int bucket = 0;
    while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
      bucket++;
    }
    bump(bucket, 1);
    bump(SUM, nanos);
  }

  void add(DurationTally other) {
    for (int i = 0; i < cells.length; i++) {
      bump(i, (long) CELLS.getOpaque(other.cells, i));
    }
  }

  DurationHistogram histogram() {
    var counts = new ArrayList<Long>(SUM);
    for (int i = 0; i < SUM; i++) {
      counts.add((long) CELLS.getOpaque(cells, i));
    }
    return new DurationHistogram(counts, (long) CELLS.getOpaque(cells, SUM));
  }

  /** Opaque: neither torn nor held back, and no dearer than a plain store. */
  private void bump(int cell, long by) {
    CELLS.setOpaque(cells, cell, (long) CELLS.getOpaque(cells, cell) + by);
  }
}
