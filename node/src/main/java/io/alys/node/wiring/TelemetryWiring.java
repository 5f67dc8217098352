package io.alys.node.wiring;

import io.alys.actors.bus.Address;
import io.alys.actors.bus.Caller;
import io.alys.config.TracingConfig;
import io.alys.integration.telemetry.NodeMetrics;
import io.alys.integration.telemetry.OpenTelemetryTracing;
import io.alys.integration.telemetry.SpanCounts;
import io.alys.integration.telemetry.TraceExport;
import io.alys.messages.actor.Health;
import io.alys.messages.actor.KindReading;
import io.alys.messages.registry.RegistryProtocol;
import io.alys.node.Main;
import io.alys.workflows.ports.Tracing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Traces and metrics of a node: what the actors write to, and what reads them. */
final class TelemetryWiring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TelemetryWiring.class);

  private static final Caller SCRAPER = Caller.named("metrics");
  private static final Duration SCRAPE_PATIENCE = Duration.ofSeconds(1);

  private final Optional<OpenTelemetryTracing> tracing;

  private TelemetryWiring(Optional<OpenTelemetryTracing> tracing) {
    this.tracing = tracing;
  }

  /** Opens the file of the traces, if there is to be one. */
  static TelemetryWiring open(TracingConfig config) throws CannotStart {
    var export = new TraceExport(config, System.getenv());
    try {
      var tracing = export.open(Main.version(), UUID.randomUUID().toString());
      tracing.ifPresent(on -> LOG.info("traces go to {}", destination(config)));
      return new TelemetryWiring(tracing);
    } catch (IOException e) {
      throw new CannotStart(
          false, "tracing.file: cannot be written: " + e + ": name another file or correct it");
    }
  }

  private static Object destination(TracingConfig config) {
    var file = config.file();
    return config.exporter() == TracingConfig.Exporter.FILE && file != null
        ? file
        : config.endpoint();
  }

  /** Records the spans of the actors. */
  Tracing tracing() {
    return tracing.isPresent() ? tracing.get() : Tracing.OFF;
  }

  /** Metrics that are read at each scrape: what the actors' meters and the registry say then. */
  NodeMetrics metrics(
      Supplier<List<KindReading>> actors, Address<RegistryProtocol.Command> registry) {
    Supplier<SpanCounts> spans =
        () -> tracing.map(OpenTelemetryTracing::counts).orElse(SpanCounts.NONE);
    return NodeMetrics.of(
        new NodeMetrics.Sources(Main.version(), actors, () -> health(registry), spans));
  }

  private static Health health(Address<RegistryProtocol.Command> registry) {
    RegistryProtocol.ActorsReply reply =
        registry
            .<RegistryProtocol.ActorsReply>ask(
                SCRAPER, SCRAPE_PATIENCE, RegistryProtocol.ListActors::new)
            .toCompletableFuture()
            .join();
    return switch (reply) {
      case RegistryProtocol.Actors actors -> actors.health();
      case RegistryProtocol.RegistryUnavailable(var why) -> new Health.Unhealthy(why.reason());
    };
  }

  /** Hands on the spans that wait; after the actors have stopped. */
  @Override
  public void close() {
    tracing.ifPresent(OpenTelemetryTracing::close);
  }
}
