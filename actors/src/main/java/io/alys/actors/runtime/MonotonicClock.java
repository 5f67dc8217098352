package io.alys.actors.runtime;

/** A clock for measuring and deadlines: nanoseconds of its own epoch, never going back. */
@FunctionalInterface
public interface MonotonicClock {

  /** The machine's; the only place where actors get at it. */
  MonotonicClock SYSTEM = System::nanoTime;

  /** Now; only differences mean something, and it may wrap. */
  long nanos();
}
