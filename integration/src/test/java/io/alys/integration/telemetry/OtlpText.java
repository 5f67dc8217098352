package io.alys.integration.telemetry;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Reads OTLP JSON with OpenTelemetry's own protobuf definition; an unknown field is refused. */
final class OtlpText {

  private OtlpText() {}

  static ExportTraceServiceRequest parse(byte[] json) {
    var request = ExportTraceServiceRequest.newBuilder();
    try {
      JsonFormat.parser().merge(new String(json, StandardCharsets.UTF_8), request);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    request.getResourceSpansBuilderList().stream()
        .flatMap(resource -> resource.getScopeSpansBuilderList().stream())
        .flatMap(scope -> scope.getSpansBuilderList().stream())
        .forEach(OtlpText::readIds);
    return request.build();
  }

  static List<Span> spans(byte[] json) {
    return parse(json).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  /** Protobuf's JSON has bytes in base64, OTLP's has ids in hex. */
  private static void readIds(Span.Builder span) {
    span.setTraceId(fromHex(span.getTraceId()));
    span.setSpanId(fromHex(span.getSpanId()));
    span.setParentSpanId(fromHex(span.getParentSpanId()));
  }

  private static ByteString fromHex(ByteString readAsBase64) {
    var text = Base64.getEncoder().encodeToString(readAsBase64.toByteArray());
    return ByteString.copyFrom(HexFormat.of().parseHex(text));
  }
}
