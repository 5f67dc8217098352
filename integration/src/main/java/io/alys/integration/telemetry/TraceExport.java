package io.alys.integration.telemetry;

import io.alys.config.TracingConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens tracing as the configuration says. Of OpenTelemetry's own variables it heeds {@code
 * OTEL_SDK_DISABLED}, {@code OTEL_SERVICE_NAME}, {@code OTEL_RESOURCE_ATTRIBUTES} and {@code
 * OTEL_EXPORTER_OTLP_HEADERS}; the rest is in the node's configuration.
 */
public final class TraceExport {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final TracingConfig config;
  private final Map<String, String> environment;

  /**
   * An export.
   *
   * @param config what to do with traces
   * @param environment the process's variables
   */
  public TraceExport(TracingConfig config, Map<String, String> environment) {
    this.config = config;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Begins to record; empty when traces are not wanted.
   *
   * @param version of the program
   * @param instance names this process among those of the same service
   * @throws IOException if the file can't be written
   */
  public Optional<OpenTelemetryTracing> open(String version, String instance) throws IOException {
    if (config.exporter() == TracingConfig.Exporter.NONE || isDisabled()) {
      return Optional.empty();
    }
    return Optional.of(
        new OpenTelemetryTracing(
            resource(version, instance), config.sampleRatio(), config.maxPendingSpans(), output()));
  }

  private boolean isDisabled() {
    return Boolean.parseBoolean(environment.get("OTEL_SDK_DISABLED"));
  }

  private TraceOutput output() throws IOException {
    return config.exporter() == TracingConfig.Exporter.FILE
        ? new FileOutput(Objects.requireNonNull(config.file()), config.maxFileSize())
        : new CollectorOutput(config.endpoint(), pairs("OTEL_EXPORTER_OTLP_HEADERS"), PAUSE);
  }

  private Resource resource(String version, String instance) {
    var attributes =
        Attributes.builder()
            .put("service.name", "alys")
            .put("service.version", version)
            .put("service.instance.id", instance);
    pairs("OTEL_RESOURCE_ATTRIBUTES").forEach(attributes::put);
    var name = environment.getOrDefault("OTEL_SERVICE_NAME", "");
    if (!name.isBlank()) {
      attributes.put(AttributeKey.stringKey("service.name"), name);
    }
    return Resource.create(attributes.build());
  }

  /** Reads {@code key=value,key=value} with values in percent encoding. */
  private Map<String, String> pairs(String variable) {
    var pairs = new LinkedHashMap<String, String>();
    for (var pair : environment.getOrDefault(variable, "").split(",")) {
      int middle = pair.indexOf('=');
      if (middle > 0) {
        var value = pair.substring(middle + 1).strip().replace("+", "%2B");
        pairs.put(
            pair.substring(0, middle).strip(), URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return pairs;
  }
}
