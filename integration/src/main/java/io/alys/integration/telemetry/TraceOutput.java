package io.alys.integration.telemetry;

import java.io.IOException;

/** Takes traces away; one thread calls it. */
interface TraceOutput extends AutoCloseable {

  /**
   * Takes one request to export traces, as OTLP JSON without line breaks.
   *
   * @throws IOException if it is lost
   * @throws InterruptedException if tracing ends meanwhile
   */
  void write(byte[] request) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
