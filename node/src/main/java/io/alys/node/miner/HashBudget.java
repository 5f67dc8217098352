package io.alys.node.miner;

import java.util.concurrent.atomic.AtomicLong;

/** Spreads hashes evenly over time, for all threads together. */
final class HashBudget {
  private static final long SECOND = 1_000_000_000;
  private static final int LARGEST_BATCH = 1 << 14;
  private static final int BATCHES_PER_SECOND = 20;

  private final long hashesPerSecond;
  private final AtomicLong nextFree;

  /** At most {@code hashesPerSecond}, or as many as possible when that is 0. */
  HashBudget(long hashesPerSecond, long now) {
    this.hashesPerSecond = hashesPerSecond;
    this.nextFree = new AtomicLong(now);
  }

  /** How many hashes a thread computes between two looks at the clock and at its orders. */
  int batch() {
    return hashesPerSecond == 0
        ? LARGEST_BATCH
        : Math.clamp(hashesPerSecond / BATCHES_PER_SECOND, 1, LARGEST_BATCH);
  }

  /** Books a batch; the caller computes it after so many nanoseconds. */
  long book(int batch, long now) {
    if (hashesPerSecond == 0) {
      return 0;
    }
    long cost = batch * SECOND / hashesPerSecond;
    long start = nextFree.getAndUpdate(free -> (free - now > 0 ? free : now) + cost);
    return Math.max(0, start - now);
  }
}
