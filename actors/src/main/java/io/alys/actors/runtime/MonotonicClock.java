package io.alys.actors.runtime;

/** A clock for measuring and deadlines: nanoseconds of its own epoch, never going back. */
@FunctionalInterface
public interface MonotonicClock {

  /** Now; only differences mean something, and it may wrap. */
  long nanos();
}
