package io.alys.integration.telemetry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** An output that keeps what it is given, and takes it only when it may. */
final class CollectedTraces implements TraceOutput {

  final List<byte[]> requests = new ArrayList<>();
  private final Semaphore permits;
  private volatile boolean failing;

  private CollectedTraces(int permits) {
    this.permits = new Semaphore(permits);
  }

  static CollectedTraces open() {
    return new CollectedTraces(Integer.MAX_VALUE);
  }

  static CollectedTraces stuck() {
    return new CollectedTraces(0);
  }

  void fail() {
    failing = true;
  }

  void release() {
    permits.release(Integer.MAX_VALUE / 2);
  }

  @Override
  public void write(byte[] request) throws IOException, InterruptedException {
    permits.acquire();
    if (failing) {
      throw new IOException("the collector is away");
    }
    requests.add(request);
  }

  @Override
  public void close() {}
}
