package io.alys.node.rpc;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/**
 * V1's two meters: {@code alys_rpc_requests_total{method,status}} and {@code
 * alys_rpc_request_duration_seconds{method}}.
 */
final class MeterRpcMetrics implements RpcMetrics {
  private final MeterRegistry registry;

  MeterRpcMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void called(String method, String outcome, Duration duration) {
    count(method, outcome);
    Timer.builder("alys.rpc.request.duration")
        .description("Time from reading a JSON-RPC call to its answer")
        .tag("method", method)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(30))
        .register(registry)
        .record(duration);
  }

  @Override
  public void refused(RpcReason reason) {
    count(UNKNOWN_METHOD, reason.name().toLowerCase(Locale.ROOT));
  }

  private void count(String method, String status) {
    Counter.builder("alys.rpc.requests")
        .description("JSON-RPC calls by what became of them")
        .tags("method", method, "status", status)
        .register(registry)
        .increment();
  }
}
