package io.alys.integration.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds ended spans until its own thread has written them. A span that finds it full is dropped and
 * counted, so whoever ends spans never waits.
 */
final class SpanQueue implements SpanProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(OpenTelemetryTracing.class);
  private static final int MAX_BATCH = 512;
  private static final Duration GATHER = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final BlockingQueue<SpanData> waiting;
  private final TraceOutput output;
  private final Thread writer;
  private final AtomicLong exported = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile boolean closing;
  private boolean losing;

  SpanQueue(int maxPending, TraceOutput output) {
    this.waiting = new ArrayBlockingQueue<>(maxPending);
    this.output = output;
    this.writer = Thread.ofPlatform().daemon().name("alys-traces").start(this::run);
  }

  SpanCounts counts() {
    return new SpanCounts(exported.get(), dropped.get(), failed.get());
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled() && (closing || !waiting.offer(span.toSpanData()))) {
      dropped.incrementAndGet();
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** Ends the thread when it has written everything, or when it takes too long. */
  @Override
  public CompletableResultCode shutdown() {
    closing = true;
    try {
      if (!writer.join(CLOSE)) {
        writer.interrupt();
      }
    } catch (InterruptedException e) {
      writer.interrupt();
      Thread.currentThread().interrupt();
    }
    return CompletableResultCode.ofSuccess();
  }

  private void run() {
    var batch = new ArrayList<SpanData>(MAX_BATCH);
    try (output) {
      while (!closing || !waiting.isEmpty()) {
        gather(batch);
        if (!batch.isEmpty()) {
          write(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      failed.addAndGet(batch.size() + waiting.size());
    } catch (IOException e) {
      LOG.warn("traces: the output was not closed: {}", e.toString());
    }
  }

  /** Waits for a batch to fill, but no longer than its first span should wait. */
  private void gather(List<SpanData> batch) throws InterruptedException {
    long end = System.nanoTime() + GATHER.toNanos();
    var next = waiting.poll(closing ? 0 : GATHER.toNanos(), TimeUnit.NANOSECONDS);
    while (next != null) {
      batch.add(next);
      long left = closing ? 0 : end - System.nanoTime();
      next = batch.size() < MAX_BATCH ? waiting.poll(left, TimeUnit.NANOSECONDS) : null;
    }
  }

  private void write(List<SpanData> batch) throws InterruptedException {
    try {
      output.write(OtlpJson.request(batch));
      exported.addAndGet(batch.size());
      if (losing) {
        LOG.info("traces are written again");
        losing = false;
      }
    } catch (IOException e) {
      failed.addAndGet(batch.size());
      if (!losing) {
        LOG.warn("traces are lost, the node goes on: {}", e.getMessage());
        losing = true;
      }
    }
  }
}
