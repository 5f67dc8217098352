package io.alys.actors.runtime;

import io.alys.workflows.ports.Entropy;
import java.util.concurrent.atomic.AtomicLong;

/** Random numbers that are the same in each run (SplitMix64 from zero); good for jitter alone. */
final class CountingEntropy implements Entropy {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final AtomicLong state = new AtomicLong();

  @Override
  public byte[] bytes(int size) {
    var bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) next();
    }
    return bytes;
  }

  @Override
  public long below(long bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be positive: " + bound);
    }
    return Long.remainderUnsigned(next(), bound);
  }

  private long next() {
    long mixed = state.addAndGet(GOLDEN);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
