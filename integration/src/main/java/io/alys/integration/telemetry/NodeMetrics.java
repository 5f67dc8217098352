package io.alys.integration.telemetry;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.KindReading;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** All metrics of a node: its build, health, actors and traces, the JVM and the process. */
public final class NodeMetrics implements AutoCloseable {

  /** Names that break Prometheus' rules: an abbreviated unit, the suffix of a histogram. */
  private static final Set<String> ILL_NAMED = Set.of("process.cpu.time", "system.cpu.count");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  private NodeMetrics() {
    registry.config().meterFilter(MeterFilter.deny(id -> ILL_NAMED.contains(id.getName())));
  }

  /**
   * Where the values are read at each scrape.
   *
   * @param version of the program
   * @param actors meters of the actors by kind
   * @param health of the node
   * @param spans what became of the spans of traces
   */
  public record Sources(
      String version,
      Supplier<List<KindReading>> actors,
      Supplier<Health> health,
      Supplier<SpanCounts> spans) {}

  /** The metrics of one node. */
  public static NodeMetrics of(Sources sources) {
    var metrics = new NodeMetrics();
    var prometheus = metrics.registry.getPrometheusRegistry();
    prometheus.register(new ActorMetrics(sources.actors()));
    prometheus.register(new NodeState(sources));
    List<MeterBinder> platform =
        List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            metrics.collections,
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    platform.forEach(binder -> binder.bindTo(metrics.registry));
    return metrics;
  }

  /** Where others register their meters. */
  public MeterRegistry registry() {
    return registry;
  }

  /** All of them in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
