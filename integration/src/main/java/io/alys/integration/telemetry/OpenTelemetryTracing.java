package io.alys.integration.telemetry;

import io.alys.messages.actor.Tags;
import io.alys.messages.actor.TraceContext;
import io.alys.workflows.ports.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.HexFormat;

/**
 * Records spans with the OpenTelemetry SDK and hands them to an output. Ids travel between actors
 * as {@link TraceContext}; no context of the SDK's own is bound to a thread.
 */
public final class OpenTelemetryTracing implements Tracing, AutoCloseable {

  private static final AttributeKey<String> ACTOR = AttributeKey.stringKey("alys.actor");
  private static final AttributeKey<String> CORRELATION =
      AttributeKey.stringKey("alys.correlation");
  private static final AttributeKey<Long> WAITED = AttributeKey.longKey("alys.mailbox.wait_ns");
  private static final AttributeKey<String> BLOCK = AttributeKey.stringKey("alys.block");
  private static final AttributeKey<String> PEG_OPERATION =
      AttributeKey.stringKey("alys.peg_operation");
  private static final AttributeKey<String> PEER = AttributeKey.stringKey("alys.peer");

  private static final int ID_DIGITS = 16;

  private final SpanQueue queue;
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * Tracing of a node.
   *
   * @param resource who the node is
   * @param sampleRatio the share of new traces that are recorded; the others follow their parents
   * @param maxPendingSpans spans that wait for the output
   * @param output where spans go
   */
  public OpenTelemetryTracing(
      Resource resource, double sampleRatio, int maxPendingSpans, TraceOutput output) {
    this.queue = new SpanQueue(maxPendingSpans, output);
    this.provider =
        SdkTracerProvider.builder()
            .setResource(resource)
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampleRatio)))
            .addSpanProcessor(queue)
            .build();
    this.tracer = provider.get("io.alys.actors");
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Span start(Start start) {
    var builder =
        tracer
            .spanBuilder(start.name())
            .setAttribute(ACTOR, start.actor())
            .setAttribute(CORRELATION, start.correlation())
            .setAttribute(WAITED, start.waitedNanos());
    tag(builder, start.tags());
    if (start.parent().isPresent()) {
      var parent = io.opentelemetry.api.trace.Span.wrap(contextOf(start.parent()));
      builder.setParent(Context.root().with(parent));
    } else {
      builder.setNoParent();
    }
    return new SdkSpan(builder.startSpan());
  }

  /** What became of the spans that ended. */
  public SpanCounts counts() {
    return queue.counts();
  }

  /** Hands on what waits, within two seconds; nothing is recorded any more. */
  @Override
  public void close() {
    provider.close();
  }

  private static void tag(SpanBuilder builder, Tags tags) {
    if (tags.block() != null) {
      builder.setAttribute(BLOCK, tags.block().hex());
    }
    if (tags.pegOperation() != null) {
      builder.setAttribute(PEG_OPERATION, tags.pegOperation());
    }
    if (tags.peer() != null) {
      builder.setAttribute(PEER, tags.peer());
    }
  }

  private static SpanContext contextOf(TraceContext context) {
    return SpanContext.createFromRemoteParent(
        TraceId.fromLongs(context.high(), context.low()),
        SpanId.fromLong(context.span()),
        context.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  private static TraceContext contextOf(SpanContext context) {
    return new TraceContext(
        HexFormat.fromHexDigitsToLong(context.getTraceId(), 0, ID_DIGITS),
        HexFormat.fromHexDigitsToLong(context.getTraceId(), ID_DIGITS, 2 * ID_DIGITS),
        HexFormat.fromHexDigitsToLong(context.getSpanId()),
        context.isSampled());
  }

  private static final class SdkSpan implements Span {

    private final io.opentelemetry.api.trace.Span span;
    private final TraceContext context;

    SdkSpan(io.opentelemetry.api.trace.Span span) {
      this.span = span;
      this.context = contextOf(span.getSpanContext());
    }

    @Override
    public TraceContext context() {
      return context;
    }

    @Override
    public void fail(Throwable cause) {
      span.setStatus(StatusCode.ERROR, String.valueOf(cause));
      span.recordException(cause);
    }

    @Override
    public void end() {
      span.end();
    }
  }
}
