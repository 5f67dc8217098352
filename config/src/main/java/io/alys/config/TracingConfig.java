package io.alys.config;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where traces of the work across actors go.
 *
 * @param exporter what becomes of them
 * @param endpoint of a collector, without the path of the protocol
 * @param file to which they are appended, set if the exporter is the file
 * @param maxFileSize bytes in the file, above which it is put aside once
 * @param sampleRatio the share of new traces that are recorded, 0 to 1
 * @param maxPendingSpans spans that wait for the exporter
 */
public record TracingConfig(
    Exporter exporter,
    URI endpoint,
    @Nullable Path file,
    int maxFileSize,
    double sampleRatio,
    int maxPendingSpans) {

  private static final int MIN_FILE = 1 << 20;
  private static final int MAX_FILE = 1 << 30;

  /** Checks the address, the file, the ratio and the bound. */
  public TracingConfig {
    Checks.of("tracing")
        .httpUrl("endpoint", endpoint)
        .that(
            exporter != Exporter.FILE || file != null,
            "file",
            "is not set, tracing.exporter is file",
            "name the file for the traces")
        .within("max-file-size", maxFileSize, MIN_FILE, MAX_FILE)
        .that(
            sampleRatio >= 0 && sampleRatio <= 1,
            "sample-ratio",
            "is " + sampleRatio,
            "choose 0 to 1")
        .within("max-pending-spans", maxPendingSpans, 1, 1_000_000)
        .done();
  }

  /** What becomes of the traces. */
  public enum Exporter {
    /** None are made. */
    NONE,
    /** They are sent to an OpenTelemetry collector. */
    OTLP,
    /** They are appended to a file. */
    FILE
  }
}
