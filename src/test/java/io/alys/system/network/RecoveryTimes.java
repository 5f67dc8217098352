package io.alys.system.network;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How long actors took from a crash until they served, as the node's metrics tell.
 *
 * @param byKind without what strategies made them wait
 * @param waits what strategies made them wait
 */
record RecoveryTimes(Map<String, Histogram> byKind, Map<String, Histogram> waits) {
  /** Before anything crashed. */
  static final RecoveryTimes NONE = new RecoveryTimes(Map.of(), Map.of());

  private static final Pattern BUCKET =
      Pattern.compile("_seconds_bucket\\{kind=\"([^\"]+)\",le=\"([^\"]+)\"\\} (\\S+)");

  /** Cumulative counts by upper bound in seconds. */
  record Histogram(TreeMap<Double, Long> counts) {

    long count() {
      return counts.isEmpty() ? 0 : counts.lastEntry().getValue();
    }

    /** How many took at most so long; the bound is one of a bucket. */
    long within(double seconds) {
      return counts.getOrDefault(seconds, 0L);
    }

    /** The least bound below which 99 of 100 lie. */
    double p99() {
      double enough = Math.ceil(0.99 * count());
      return counts.entrySet().stream()
          .filter(bucket -> bucket.getValue() >= enough)
          .mapToDouble(Map.Entry::getKey)
          .findFirst()
          .orElse(Double.POSITIVE_INFINITY);
    }

    Histogram plus(Histogram other) {
      var sum = new TreeMap<>(counts);
      other.counts.forEach((bound, count) -> sum.merge(bound, count, Long::sum));
      return new Histogram(sum);
    }

    Histogram minus(Histogram earlier) {
      var rest = new TreeMap<>(counts);
      earlier.counts.forEach((bound, count) -> rest.merge(bound, -count, Long::sum));
      return new Histogram(rest);
    }
  }

  /** What came after an earlier reading. */
  RecoveryTimes since(RecoveryTimes earlier) {
    return new RecoveryTimes(minus(byKind, earlier.byKind), minus(waits, earlier.waits));
  }

  private static Map<String, Histogram> minus(
      Map<String, Histogram> later, Map<String, Histogram> earlier) {
    var rest = new TreeMap<>(later);
    rest.replaceAll(
        (kind, times) -> times.minus(earlier.getOrDefault(kind, new Histogram(new TreeMap<>()))));
    return rest;
  }

  /** How often an actor of a kind was made to wait. */
  long waits(String kind) {
    var all = waits.get(kind);
    return all == null ? 0 : all.count();
  }

  /** Reads what {@code /metrics} says. */
  static RecoveryTimes read(String metrics) {
    return new RecoveryTimes(read("recovery", metrics), read("backoff", metrics));
  }

  private static Map<String, Histogram> read(String name, String metrics) {
    var times = new TreeMap<String, Histogram>();
    var buckets = Pattern.compile("alys_actor_" + name + BUCKET).matcher(metrics);
    while (buckets.find()) {
      var bound = buckets.group(2);
      double seconds = bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
      times
          .computeIfAbsent(buckets.group(1), kind -> new Histogram(new TreeMap<>()))
          .counts
          .put(seconds, (long) Double.parseDouble(buckets.group(3)));
    }
    return times;
  }
}
