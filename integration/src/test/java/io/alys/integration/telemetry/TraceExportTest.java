package io.alys.integration.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.alys.config.TracingConfig;
import io.alys.messages.actor.Tags;
import io.alys.messages.actor.TraceContext;
import io.alys.workflows.ports.Tracing;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where traces go, as configured: nowhere, to a file, to a collector. */
final class TraceExportTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  @TempDir private Path folder;

  @Test
  void noneIsRecordedUnlessWanted() throws IOException {
    var export = new TraceExport(config(TracingConfig.Exporter.NONE, NOWHERE, null), Map.of());

    assertThat(export.open("1.2.3", "one")).isEmpty();
  }

  @Test
  void theVariableOfOpenTelemetrySwitchesItOff() throws IOException {
    var config = config(TracingConfig.Exporter.FILE, NOWHERE, folder.resolve("traces.jsonl"));

    var export = new TraceExport(config, Map.of("OTEL_SDK_DISABLED", "true"));

    assertThat(export.open("1.2.3", "one")).isEmpty();
  }

  @Test
  void aFileGetsOneRequestALine() throws IOException {
    var file = folder.resolve("new/traces.jsonl");

    for (int run = 0; run < 2; run++) {
      export(config(TracingConfig.Exporter.FILE, NOWHERE, file), Map.of());
    }

    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .allSatisfy(line -> assertThat(OtlpText.spans(bytes(line))).hasSize(1));
  }

  @Test
  void theResourceSaysWhoTheNodeIs() throws IOException {
    var file = folder.resolve("traces.jsonl");

    export(config(TracingConfig.Exporter.FILE, NOWHERE, file), Map.of());

    assertThat(resource(file))
        .containsExactlyInAnyOrder(
            "service.name=alys", "service.version=1.2.3", "service.instance.id=one");
  }

  @Test
  void variablesOfOpenTelemetryAddToTheResource() throws IOException {
    var file = folder.resolve("traces.jsonl");
    var variables =
        Map.of(
            "OTEL_SERVICE_NAME", "alys-7",
            "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=a%20b,service.name=other");

    export(config(TracingConfig.Exporter.FILE, NOWHERE, file), variables);

    assertThat(resource(file))
        .contains("service.name=alys-7", "deployment.environment.name=a b")
        .hasSize(4);
  }

  @Test
  void aFullFileIsPutAsideOnce() throws IOException {
    var file = folder.resolve("traces.jsonl");

    try (var output = new FileOutput(file, 10)) {
      for (var request : List.of("first", "second", "third")) {
        output.write(bytes(request));
      }
    }

    assertThat(file).hasContent("third");
    assertThat(folder.resolve("traces.jsonl.1")).hasContent("second");
  }

  @Test
  void aCollectorGetsJsonAtThePathOfTraces() throws IOException {
    try (var collector = new Collector()) {
      var config = config(TracingConfig.Exporter.OTLP, collector.address(), null);

      var counts = export(config, Map.of("OTEL_EXPORTER_OTLP_HEADERS", "x-token=t%3D1"));

      assertThat(counts).isEqualTo(new SpanCounts(1, 0, 0));
      assertThat(collector.heads).containsExactly("POST /v1/traces application/json t=1");
      assertThat(OtlpText.spans(collector.bodies.getFirst())).hasSize(1);
    }
  }

  @Test
  void anOverloadedCollectorIsTriedAgain() throws Exception {
    try (var collector = new Collector(503, 429);
        var output = new CollectorOutput(collector.address(), Map.of(), Duration.ZERO)) {
      output.write(bytes("{}"));

      assertThat(collector.bodies).hasSize(3);
    }
  }

  @Test
  void aRefusalIsNot() throws IOException {
    try (var collector = new Collector(400);
        var output = new CollectorOutput(collector.address(), Map.of(), Duration.ZERO)) {
      assertThatThrownBy(() -> output.write(bytes("{}")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("answered 400");

      assertThat(collector.bodies).hasSize(1);
    }
  }

  private static SpanCounts export(TracingConfig config, Map<String, String> environment)
      throws IOException {
    var tracing = new TraceExport(config, environment).open("1.2.3", "one").orElseThrow();
    tracing
        .start(new Tracing.Start("chain GetStatus", TraceContext.NONE, "/chain", "1", 0, Tags.NONE))
        .end();
    tracing.close();
    return tracing.counts();
  }

  private static TracingConfig config(
      TracingConfig.Exporter exporter, URI endpoint, @Nullable Path file) {
    return new TracingConfig(exporter, endpoint, file, 1 << 20, 1, 100);
  }

  private static List<String> resource(Path file) throws IOException {
    var request = OtlpText.parse(bytes(Files.readAllLines(file).getFirst()));
    return request.getResourceSpans(0).getResource().getAttributesList().stream()
        .map((KeyValue it) -> it.getKey() + "=" + it.getValue().getStringValue())
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Answers with the given codes, then with 200, and keeps what it is sent. */
  private static final class Collector implements AutoCloseable {

    final List<String> heads = new ArrayList<>();
    final List<byte[]> bodies = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final HttpServer server;

    Collector(Integer... answers) throws IOException {
      this.answers.addAll(List.of(answers));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            var headers = exchange.getRequestHeaders();
            heads.add(
                String.join(
                    " ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers.getFirst("Content-Type"),
                    String.valueOf(headers.getFirst("x-token"))));
            bodies.add(exchange.getRequestBody().readAllBytes());
            var code = this.answers.isEmpty() ? 200 : this.answers.removeFirst();
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
          });
      server.start();
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
