package io.alys.integration.telemetry;

import static io.alys.integration.telemetry.OtlpText.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import io.alys.messages.actor.Tags;
import io.alys.messages.actor.TraceContext;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.Tracing;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spans across actors, as OpenTelemetry's own definition of OTLP reads what is exported. */
final class OpenTelemetryTracingTest {

  private static final Hash32 ROOT = Hash32.fromHex("ab".repeat(32));

  private final CollectedTraces output = CollectedTraces.open();

  @Test
  void aMessageSentDuringWorkContinuesItsTrace() {
    try (var tracing = tracing(1, output)) {
      var outer = tracing.start(start("chain SlotTick", TraceContext.NONE));
      var inner = tracing.start(start("engine UpdateForkchoice", outer.context()));
      inner.end();
      outer.end();
    }

    var spans = spans();
    assertThat(spans)
        .extracting(Span::getName)
        .containsExactly("engine UpdateForkchoice", "chain SlotTick");
    assertThat(spans.get(0).getTraceId()).isEqualTo(spans.get(1).getTraceId());
    assertThat(spans.get(0).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
    assertThat(spans.get(1).getParentSpanId()).isEqualTo(ByteString.EMPTY);
  }

  @Test
  void whatIsKnownAtTheStartIsAttributes() {
    try (var tracing = tracing(1, output)) {
      tracing.start(start("chain ImportBlock", TraceContext.NONE)).end();
    }

    assertThat(spans().getFirst().getAttributesList())
        .extracting(KeyValue::getKey, OpenTelemetryTracingTest::text)
        .containsExactlyInAnyOrder(
            tuple("alys.actor", "/chain/chain"),
            tuple("alys.correlation", "2a"),
            tuple("alys.mailbox.wait_ns", "1500"),
            tuple("alys.block", ROOT.hex()),
            tuple("alys.peer", "peer-1"));
  }

  @Test
  void theContextIsThatOfTheExportedSpan() {
    TraceContext context;
    try (var tracing = tracing(1, output)) {
      var span = tracing.start(start("chain SlotTick", TraceContext.NONE));
      context = span.context();
      span.end();
    }

    var parts = context.traceparent().split("-");
    assertThat(hex(spans().getFirst().getTraceId())).isEqualTo(parts[1]);
    assertThat(hex(spans().getFirst().getSpanId())).isEqualTo(parts[2]);
    assertThat(context.sampled()).isTrue();
  }

  @Test
  void aFailureIsAnErrorWithItsException() {
    try (var tracing = tracing(1, output)) {
      var span = tracing.start(start("chain ImportBlock", TraceContext.NONE));
      span.fail(new IllegalStateException("no parent"));
      span.end();
    }

    var span = spans().getFirst();
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStatus().getMessage()).contains("no parent");
    assertThat(span.getEvents(0).getName()).isEqualTo("exception");
  }

  @Test
  void whoTheNodeIsStandsInTheResource() {
    try (var tracing = tracing(1, output)) {
      tracing.start(start("chain SlotTick", TraceContext.NONE)).end();
    }

    var resource = requests().getFirst().getResourceSpans(0).getResource();
    assertThat(resource.getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly("service.name");
  }

  @Test
  void aTraceThatIsNotSampledIsCarriedOnAndNotExported() {
    try (var tracing = tracing(0, output)) {
      var outer = tracing.start(start("chain SlotTick", TraceContext.NONE));
      var inner = tracing.start(start("engine FetchPayload", outer.context()));

      assertThat(outer.context().sampled()).isFalse();
      assertThat(inner.context().high()).isEqualTo(outer.context().high());
      inner.end();
      outer.end();
    }

    assertThat(output.requests).isEmpty();
  }

  @Test
  void aTraceFromOutsideSaysItselfWhetherItIsRecorded() {
    var outside = TraceContext.parse("00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01");

    try (var tracing = tracing(0, output)) {
      tracing.start(start("chain ImportBlock", outside.orElseThrow())).end();
    }

    assertThat(hex(spans().getFirst().getTraceId())).isEqualTo("1".repeat(32));
    assertThat(hex(spans().getFirst().getParentSpanId())).isEqualTo("2".repeat(16));
  }

  @Test
  void spansThatFindTheQueueFullAreDroppedAndCounted() {
    var stuck = CollectedTraces.stuck();
    var tracing = new OpenTelemetryTracing(Resource.empty(), 1, 10, stuck);

    for (int i = 0; i < 2_000; i++) {
      tracing.start(start("chain SlotTick", TraceContext.NONE)).end();
    }
    stuck.release();
    tracing.close();

    var counts = tracing.counts();
    assertThat(counts.dropped()).isPositive();
    assertThat(counts.exported() + counts.dropped()).isEqualTo(2_000);
    assertThat(counts.failed()).isZero();
  }

  @Test
  void spansThatTheOutputRefusesAreCounted() {
    output.fail();

    var tracing = tracing(1, output);
    tracing.start(start("chain SlotTick", TraceContext.NONE)).end();
    tracing.close();

    assertThat(tracing.counts()).isEqualTo(new SpanCounts(0, 0, 1));
  }

  private static OpenTelemetryTracing tracing(double ratio, TraceOutput output) {
    var resource =
        Resource.create(
            io.opentelemetry.api.common.Attributes.builder().put("service.name", "alys").build());
    return new OpenTelemetryTracing(resource, ratio, 100, output);
  }

  private static Tracing.Start start(String name, TraceContext parent) {
    return new Tracing.Start(
        name, parent, "/chain/chain", "2a", 1_500, new Tags(ROOT, null, "peer-1"));
  }

  private List<Span> spans() {
    return output.requests.stream().flatMap(it -> OtlpText.spans(it).stream()).toList();
  }

  private List<ExportTraceServiceRequest> requests() {
    return output.requests.stream().map(OtlpText::parse).toList();
  }

  private static String text(KeyValue attribute) {
    var value = attribute.getValue();
    return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
  }
}
