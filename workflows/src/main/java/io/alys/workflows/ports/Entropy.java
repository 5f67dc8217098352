package io.alys.workflows.ports;

/** Random numbers: the system's in production, seeded in the simulator. */
public interface Entropy {

  /** {@code size} random bytes. */
  byte[] bytes(int size);

  /** A random number from 0 (inclusive) to {@code bound} (exclusive, positive). */
  long below(long bound);
}
