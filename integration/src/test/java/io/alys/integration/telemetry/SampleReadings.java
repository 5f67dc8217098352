package io.alys.integration.telemetry;

import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.DurationHistogram;
import io.alys.messages.actor.KindReading;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.actor.Priority;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Readings of two kinds of actors: one that has done much, one that has done nothing. */
final class SampleReadings {

  private SampleReadings() {}

  static List<KindReading> both() {
    return List.of(busy(), idle());
  }

  /** Each number is another one, so that none can stand in for another. */
  static KindReading busy() {
    return new KindReading(
        "engine",
        101,
        2,
        Map.of(DropCause.EXPIRED, 3L, DropCause.DROPPED_OLDEST, 4L),
        5,
        6,
        Map.of(Priority.CONSENSUS, 7L, Priority.BULK, 8L),
        9,
        Map.of(LifecycleState.RUNNING, 10L),
        histogram(Map.of(0, 1L, 6, 99L, 15, 1L), 30_500_000_000L),
        histogram(Map.of(3, 100L), 4_000_000),
        histogram(Map.of(7, 5L), 20_000_000),
        histogram(Map.of(12, 2L), 1_500_000_000));
  }

  static KindReading idle() {
    var none = histogram(Map.of(), 0);
    return new KindReading(
        "signing", 0, 0, Map.of(), 0, 0, Map.of(), 0, Map.of(), none, none, none, none);
  }

  private static DurationHistogram histogram(Map<Integer, Long> counts, long sumNanos) {
    var buckets =
        new ArrayList<>(Collections.nCopies(DurationHistogram.BOUNDS_NANOS.size() + 1, 0L));
    counts.forEach(buckets::set);
    return new DurationHistogram(buckets, sumNanos);
  }
}
