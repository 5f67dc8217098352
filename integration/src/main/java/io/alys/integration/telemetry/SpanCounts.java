package io.alys.integration.telemetry;

/**
 * What became of the spans that ended; counts only grow.
 *
 * @param exported spans that the collector or the file took
 * @param dropped spans for which there was no room in the queue
 * @param failed spans that the collector or the file refused
 */
public record SpanCounts(long exported, long dropped, long failed) {

  /** When nothing is traced. */
  public static final SpanCounts NONE = new SpanCounts(0, 0, 0);
}
