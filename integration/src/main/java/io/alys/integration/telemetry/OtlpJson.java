package io.alys.integration.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Spans in OTLP's JSON encoding: an {@code ExportTraceServiceRequest} without line breaks (OTLP
 * 1.x, "JSON Protobuf Encoding": ids in hex, 64-bit numbers as texts, enums as numbers).
 */
final class OtlpJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** {@code SPAN_KIND_INTERNAL}; no others are recorded. */
  private static final int INTERNAL = 1;

  /** {@code STATUS_CODE_ERROR}. */
  private static final int ERROR = 2;

  private OtlpJson() {}

  /** A request with all of the spans, which share a resource. */
  static byte[] request(List<SpanData> spans) {
    var request = NODES.objectNode();
    var ofResource = request.putArray("resourceSpans").addObject();
    var resource = spans.getFirst().getResource();
    ofResource.putObject("resource").set("attributes", attributes(resource.getAttributes()));
    var scopes = ofResource.putArray("scopeSpans");
    spans.stream()
        .collect(Collectors.groupingBy(SpanData::getInstrumentationScopeInfo))
        .forEach((scope, ofScope) -> addScope(scopes.addObject(), scope, ofScope));
    return JSON.writeValueAsBytes(request);
  }

  private static void addScope(
      ObjectNode node, InstrumentationScopeInfo scope, List<SpanData> spans) {
    node.putObject("scope").put("name", scope.getName());
    var array = node.putArray("spans");
    spans.forEach(span -> addSpan(array.addObject(), span));
  }

  private static void addSpan(ObjectNode node, SpanData span) {
    node.put("traceId", span.getTraceId());
    node.put("spanId", span.getSpanId());
    if (span.getParentSpanContext().isValid()) {
      node.put("parentSpanId", span.getParentSpanId());
    }
    node.put("flags", span.getSpanContext().getTraceFlags().asByte() & 0xff);
    node.put("name", span.getName());
    node.put("kind", INTERNAL);
    node.put("startTimeUnixNano", Long.toString(span.getStartEpochNanos()));
    node.put("endTimeUnixNano", Long.toString(span.getEndEpochNanos()));
    node.set("attributes", attributes(span.getAttributes()));
    if (!span.getEvents().isEmpty()) {
      var events = node.putArray("events");
      span.getEvents().forEach(event -> addEvent(events.addObject(), event));
    }
    var status = node.putObject("status");
    if (span.getStatus().getStatusCode() == StatusCode.ERROR) {
      status.put("code", ERROR).put("message", span.getStatus().getDescription());
    }
  }

  private static void addEvent(ObjectNode node, EventData event) {
    node.put("timeUnixNano", Long.toString(event.getEpochNanos()));
    node.put("name", event.getName());
    node.set("attributes", attributes(event.getAttributes()));
  }

  private static ArrayNode attributes(Attributes attributes) {
    var array = NODES.arrayNode();
    attributes.forEach(
        (key, value) -> {
          var attribute = array.addObject().put("key", key.getKey());
          putValue(attribute.putObject("value"), value);
        });
    return array;
  }

  private static void putValue(ObjectNode node, Object value) {
    switch (value) {
      case Long number -> node.put("intValue", Long.toString(number));
      case Double number -> node.put("doubleValue", number);
      case Boolean flag -> node.put("boolValue", flag);
      case List<?> list -> {
        var values = node.putObject("arrayValue").putArray("values");
        list.forEach(element -> putValue(values.addObject(), element));
      }
      default -> node.put("stringValue", value.toString());
    }
  }
}
