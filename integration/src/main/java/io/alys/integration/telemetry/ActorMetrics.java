package io.alys.integration.telemetry;

import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.DurationHistogram;
import io.alys.messages.actor.KindReading;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.actor.Priority;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The actors' meters as Prometheus metrics. They are read when Prometheus asks, so a message costs
 * nothing here; every label value is that of a kind or an enum, and present from the start.
 */
public final class ActorMetrics implements MultiCollector {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final String KIND = "kind";

  private static final double[] BOUNDS_SECONDS =
      Stream.concat(
              DurationHistogram.BOUNDS_NANOS.stream().map(nanos -> nanos / NANOS_PER_SECOND),
              Stream.of(Double.POSITIVE_INFINITY))
          .mapToDouble(Double::doubleValue)
          .toArray();

  private final Supplier<List<KindReading>> readings;

  /** Metrics of what {@code readings} shows at each scrape. */
  public ActorMetrics(Supplier<List<KindReading>> readings) {
    this.readings = readings;
  }

  @Override
  public MetricSnapshots collect() {
    var kinds = readings.get();
    return MetricSnapshots.of(
        counter(kinds, "messages", "Messages that actors handled.", KindReading::processed),
        counter(kinds, "failures", "Messages during which the actor failed.", KindReading::failed),
        dropped(kinds),
        counter(kinds, "restarts", "Behaviours begun again.", KindReading::restarts),
        counter(kinds, "slow_messages", "Messages over the time limit.", KindReading::slow),
        waitingMessages(kinds),
        inFlight(kinds),
        actors(kinds),
        histogram(kinds, "processing", "Time to handle a message.", KindReading::processing),
        histogram(kinds, "mailbox_wait", "Time of a message in the mailbox.", KindReading::waiting),
        histogram(
            kinds, "recovery", "Time from a crash to serving, no backoff.", KindReading::recovery),
        histogram(
            kinds,
            "backoff",
            "Time out of service on purpose after a crash.",
            KindReading::backoff));
  }

  private static MetricSnapshot counter(
      List<KindReading> kinds, String name, String help, ToLongFunction<KindReading> value) {
    var counter = CounterSnapshot.builder().name("alys_actor_" + name).help(help);
    for (var kind : kinds) {
      counter.dataPoint(Points.count(Labels.of(KIND, kind.kind()), value.applyAsLong(kind)));
    }
    return counter.build();
  }

  private static MetricSnapshot dropped(List<KindReading> kinds) {
    var counter =
        CounterSnapshot.builder()
            .name("alys_actor_dropped")
            .help("Messages that were not delivered.");
    for (var kind : kinds) {
      for (var cause : DropCause.values()) {
        var labels = Labels.of(KIND, kind.kind(), "cause", Points.label(cause));
        counter.dataPoint(Points.count(labels, of(kind.dropped(), cause)));
      }
    }
    return counter.build();
  }

  private static MetricSnapshot waitingMessages(List<KindReading> kinds) {
    var gauge =
        GaugeSnapshot.builder()
            .name("alys_actor_mailbox_messages")
            .help("Messages that wait in mailboxes.");
    for (var kind : kinds) {
      for (var lane : Priority.values()) {
        var labels = Labels.of(KIND, kind.kind(), "lane", Points.label(lane));
        gauge.dataPoint(Points.level(labels, of(kind.depth(), lane)));
      }
    }
    return gauge.build();
  }

  private static MetricSnapshot inFlight(List<KindReading> kinds) {
    var gauge =
        GaugeSnapshot.builder()
            .name("alys_actor_requests_in_flight")
            .help("Requests that actors took and have not answered.");
    for (var kind : kinds) {
      gauge.dataPoint(Points.level(Labels.of(KIND, kind.kind()), kind.inFlight()));
    }
    return gauge.build();
  }

  private static MetricSnapshot actors(List<KindReading> kinds) {
    var gauge = GaugeSnapshot.builder().name("alys_actors").help("Actors by state.");
    for (var kind : kinds) {
      for (var state : LifecycleState.values()) {
        var labels = Labels.of(KIND, kind.kind(), "state", Points.label(state));
        gauge.dataPoint(Points.level(labels, of(kind.states(), state)));
      }
    }
    return gauge.build();
  }

  private static MetricSnapshot histogram(
      List<KindReading> kinds,
      String name,
      String help,
      Function<KindReading, DurationHistogram> value) {
    var histogram = HistogramSnapshot.builder().name("alys_actor_" + name + "_seconds").help(help);
    for (var kind : kinds) {
      var measured = value.apply(kind);
      var counts = measured.counts().stream().mapToLong(Long::longValue).toArray();
      histogram.dataPoint(
          HistogramSnapshot.HistogramDataPointSnapshot.builder()
              .labels(Labels.of(KIND, kind.kind()))
              .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS_SECONDS, counts))
              .sum(measured.sumNanos() / NANOS_PER_SECOND)
              .build());
    }
    return histogram.build();
  }

  private static <K extends Enum<K>> long of(Map<K, Long> counts, K key) {
    return counts.getOrDefault(key, 0L);
  }
}
