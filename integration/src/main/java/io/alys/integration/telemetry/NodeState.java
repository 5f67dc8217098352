package io.alys.integration.telemetry;

import com.sun.management.OperatingSystemMXBean;
import io.alys.messages.actor.Health;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;

/** What is to be said of the node as a whole: its build, its health, and whether traces arrive. */
final class NodeState implements MultiCollector {

  private static final double NANOS_PER_SECOND = 1e9;

  private final NodeMetrics.Sources sources;

  NodeState(NodeMetrics.Sources sources) {
    this.sources = sources;
  }

  @Override
  public MetricSnapshots collect() {
    return MetricSnapshots.of(build(), health(), spans(), processorTime());
  }

  private MetricSnapshot build() {
    var labels = Labels.of("version", sources.version(), "java", Runtime.version().toString());
    return InfoSnapshot.builder()
        .name("alys_build")
        .help("The program that runs.")
        .dataPoint(InfoDataPointSnapshot.builder().labels(labels).build())
        .build();
  }

  private MetricSnapshot health() {
    var health = sources.health().get();
    return GaugeSnapshot.builder()
        .name("alys_node_health")
        .help("1 for the state that the node is in.")
        .dataPoint(state("healthy", health instanceof Health.Healthy))
        .dataPoint(state("degraded", health instanceof Health.Degraded))
        .dataPoint(state("unhealthy", health instanceof Health.Unhealthy))
        .build();
  }

  private static GaugeSnapshot.GaugeDataPointSnapshot state(String name, boolean is) {
    return Points.level(Labels.of("state", name), is ? 1 : 0);
  }

  private MetricSnapshot spans() {
    var counts = sources.spans().get();
    return CounterSnapshot.builder()
        .name("alys_trace_spans")
        .help("Spans of traces by what became of them.")
        .dataPoint(Points.count(Labels.of("outcome", "exported"), counts.exported()))
        .dataPoint(Points.count(Labels.of("outcome", "dropped"), counts.dropped()))
        .dataPoint(Points.count(Labels.of("outcome", "failed"), counts.failed()))
        .build();
  }

  private MetricSnapshot processorTime() {
    var counter = CounterSnapshot.builder().name("process_cpu_seconds").help("Processor time.");
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      var seconds = system.getProcessCpuTime() / NANOS_PER_SECOND;
      counter.dataPoint(CounterDataPointSnapshot.builder().value(seconds).build());
    }
    return counter.build();
  }
}
