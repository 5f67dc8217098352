package io.alys.node.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads request bodies whole, each with a size limit and a deadline of its own, all together with a
 * limit on what is held in memory at a time. It blocks, so it belongs on virtual threads.
 */
public final class BodyReader {
  /** How much of a body above the limit is read and dropped, so that its sender sees the answer. */
  private static final int DRAIN_FACTOR = 8;

  private final int maxBytes;
  private final long maxPendingBytes;
  private final Duration timeout;
  private final AtomicLong pending = new AtomicLong();

  /** A reader of bodies up to {@code maxBytes}, of all bodies together {@code maxPendingBytes}. */
  public BodyReader(int maxBytes, long maxPendingBytes, Duration timeout) {
    this.maxBytes = maxBytes;
    this.maxPendingBytes = maxPendingBytes;
    this.timeout = timeout;
  }

  /** What came of reading. */
  public sealed interface Outcome {}

  /** The whole body. */
  public record Complete(ByteBuffer bytes) implements Outcome {}

  /** The body is above the limit. */
  public record TooLarge() implements Outcome {}

  /** The body did not come within the time. */
  public record TooSlow() implements Outcome {}

  /** The connection ended within the body, or its chunks are malformed. */
  public record Truncated() implements Outcome {}

  /** Other bodies take all the memory that is set aside. */
  public record Crowded() implements Outcome {}

  /** Reads the body of {@code request}. */
  public Outcome read(Request request) throws InterruptedException {
    var reading = new Reading(request, System.nanoTime() + timeout.toNanos());
    try {
      return reading.run();
    } finally {
      pending.addAndGet(-reading.reserved);
    }
  }

  /** One body on its way in. */
  private final class Reading {
    private final Request request;
    private final long deadline;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long seen;
    private long reserved;

    Reading(Request request, long deadline) {
      this.request = request;
      this.deadline = deadline;
    }

    Outcome run() throws InterruptedException {
      while (true) {
        var chunk = request.read();
        if (chunk == null) {
          if (!awaitMore()) {
            return new TooSlow();
          }
        } else if (Content.Chunk.isFailure(chunk)) {
          if (chunk.isLast()) {
            return chunk.getFailure() instanceof HttpException tooLarge && tooLarge.getCode() == 413
                ? new TooLarge()
                : new Truncated();
          }
        } else if (!keep(chunk)) {
          return new Crowded();
        } else if (chunk.isLast()) {
          return seen > maxBytes
              ? new TooLarge()
              : new Complete(ByteBuffer.wrap(kept.toByteArray()));
        } else if (seen > (long) DRAIN_FACTOR * maxBytes) {
          return new TooLarge();
        }
      }
    }

    private boolean awaitMore() throws InterruptedException {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      var more = new CountDownLatch(1);
      request.demand(more::countDown);
      return more.await(left, TimeUnit.NANOSECONDS);
    }

    private boolean keep(Content.Chunk chunk) {
      try {
        int size = chunk.remaining();
        seen += size;
        if (seen > maxBytes) {
          return true;
        }
        reserved += size;
        if (pending.addAndGet(size) > maxPendingBytes) {
          return false;
        }
        var bytes = new byte[size];
        chunk.get(bytes, 0, size);
        kept.writeBytes(bytes);
        return true;
      } finally {
        chunk.release();
      }
    }
  }
}
