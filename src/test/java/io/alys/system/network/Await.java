package io.alys.system.network;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, each with a deadline. */
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /** Asks until the answer is yes; how long that took. */
  static Duration until(String what, Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    value(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Asks until there is an answer. */
  static <T> T value(String what, Duration limit, Supplier<Optional<T>> question) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      var answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
