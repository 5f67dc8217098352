package io.alys.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the execution client is reached, and how long and how much is waited for.
 *
 * @param engineUrl its Engine API
 * @param publicUrl its public JSON-RPC, for receipts that its engine port does not serve
 *     (ethereumjs)
 * @param jwtSecret file with the shared secret
 * @param payloadTimeout for newPayload and getPayload
 * @param cheapTimeout for every other call
 * @param requestDeadline from a request's arrival to its answer
 * @param stuckCallTimeout after which a call counts as lost
 * @param maxPendingCalls requests that may wait behind the running one
 * @param maxResponseSize longest answer that is read, bytes
 * @param breaker when the client is left alone
 */
public record ExecutionConfig(
    URI engineUrl,
    @Nullable URI publicUrl,
    Path jwtSecret,
    Duration payloadTimeout,
    Duration cheapTimeout,
    Duration requestDeadline,
    Duration stuckCallTimeout,
    int maxPendingCalls,
    int maxResponseSize,
    BreakerConfig breaker) {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MIN_RESPONSE = 1 << 20;
  private static final int MAX_RESPONSE = 1 << 30;

  /** Checks the address, the times and the bounds. */
  public ExecutionConfig {
    var checks = Checks.of("execution").httpUrl("engine-url", engineUrl);
    if (publicUrl != null) {
      checks = checks.httpUrl("public-url", publicUrl);
    }
    checks
        .within("payload-timeout", payloadTimeout, Checks.SHORTEST, LONGEST)
        .within("cheap-timeout", cheapTimeout, Checks.SHORTEST, LONGEST)
        .within("request-deadline", requestDeadline, Checks.SHORTEST, LONGEST)
        .within("stuck-call-timeout", stuckCallTimeout, Checks.SHORTEST, LONGEST)
        .that(
            stuckCallTimeout.compareTo(requestDeadline) > 0,
            "stuck-call-timeout",
            "is not above execution.request-deadline",
            "raise it, or lower the other")
        .that(
            requestDeadline.compareTo(payloadTimeout) >= 0,
            "request-deadline",
            "is below execution.payload-timeout",
            "raise it, or lower the other")
        .within("max-pending-calls", maxPendingCalls, 1, 100_000)
        .within("max-response-size", maxResponseSize, MIN_RESPONSE, MAX_RESPONSE)
        .done();
  }

  /**
   * The circuit breaker before the execution client.
   *
   * @param failures failures in a row that open it
   * @param recovery how long it stays open at most
   * @param successes successes in a row that close it
   * @param probeInterval pause between probes while it is open
   */
  public record BreakerConfig(
      int failures, Duration recovery, int successes, Duration probeInterval) {

    /** 5 failures, 30 s, 3 successes, a probe each second. */
    public static final BreakerConfig DEFAULT =
        new BreakerConfig(5, Duration.ofSeconds(30), 3, Duration.ofSeconds(1));

    /** Checks counts and times. */
    public BreakerConfig {
      Checks.of("execution.breaker")
          .within("failures", failures, 1, 1000)
          .within("recovery", recovery, Checks.SHORTEST, LONGEST)
          .within("successes", successes, 1, 1000)
          .within("probe-interval", probeInterval, Checks.SHORTEST, LONGEST)
          .done();
    }
  }
}
