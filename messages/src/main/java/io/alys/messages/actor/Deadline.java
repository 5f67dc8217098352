package io.alys.messages.actor;

import java.time.Duration;

/** A point on the node's monotonic clock, in nanoseconds of its own epoch. */
public record Deadline(long nanos) {

  /** The point that lies {@code from} now. */
  public static Deadline in(Duration from, long nowNanos) {
    return new Deadline(nowNanos + from.toNanos());
  }

  /** Whether it lies before {@code nowNanos}; differences, since the clock may wrap. */
  public boolean hasPassed(long nowNanos) {
    return nanos - nowNanos < 0;
  }
}
