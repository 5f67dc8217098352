package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The spans that a node has written to its file so far, in the order of their starts. */
record TraceFile(List<Span> spans) {

  /** The handling of a message. */
  record Span(String trace, String id, String parent, String name, String block, long start) {}

  static TraceFile read(Path file) {
    try (var lines = Files.lines(file)) {
      return new TraceFile(
          lines
              .flatMap(line -> spans(line).stream())
              .sorted(Comparator.comparingLong(Span::start))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Traces in which a message of this name was handled, the latest last. */
  List<TraceFile> tracesWith(String name) {
    return spans.stream()
        .filter(span -> span.name().equals(name))
        .map(Span::trace)
        .distinct()
        .map(trace -> new TraceFile(spans.stream().filter(it -> it.trace().equals(trace)).toList()))
        .toList();
  }

  List<String> names() {
    return spans.stream().map(Span::name).toList();
  }

  /** The blocks that its messages are about. */
  Set<String> blocks() {
    return spans.stream().map(Span::block).filter(it -> !it.isEmpty()).collect(Collectors.toSet());
  }

  /** Every span but one was begun by another one of the trace. */
  void assertIsOneTree() {
    var ids = new HashSet<String>();
    spans.forEach(span -> ids.add(span.id()));

    assertThat(spans).filteredOn(span -> !ids.contains(span.parent())).hasSize(1);
  }

  /** Of a whole line; the last one may be half written. */
  private static List<Span> spans(String line) {
    try {
      var request = JsonMapper.shared().readTree(line);
      return request
          .required("resourceSpans")
          .valueStream()
          .flatMap(resource -> resource.required("scopeSpans").valueStream())
          .flatMap(scope -> scope.required("spans").valueStream())
          .map(TraceFile::span)
          .toList();
    } catch (JacksonException e) {
      return List.of();
    }
  }

  private static Span span(JsonNode span) {
    var block =
        span.required("attributes")
            .valueStream()
            .filter(attribute -> attribute.required("key").asString().equals("alys.block"))
            .map(attribute -> attribute.required("value").required("stringValue").asString())
            .findFirst()
            .orElse("");
    return new Span(
        span.required("traceId").asString(),
        span.required("spanId").asString(),
        span.path("parentSpanId").asString(""),
        span.required("name").asString(),
        block,
        Long.parseLong(span.required("startTimeUnixNano").asString()));
  }
}
