package io.alys.node.rpc;

import java.time.Duration;

/**
 * What the JSON-RPC server bears.
 *
 * @param maxBodyBytes of one request
 * @param maxBatch calls in one request
 * @param maxConnections at a time
 * @param requestsPerSecond of one remote address, each call of a batch counted; loopback is exempt
 * @param burst requests that an address may save up; at least a full batch
 * @param requestTimeout for a request's body, and then again for all of its answers
 * @param idleTimeout within which a connection's next request must have begun to be read
 */
public record RpcLimits(
    int maxBodyBytes,
    int maxBatch,
    int maxConnections,
    int requestsPerSecond,
    int burst,
    Duration requestTimeout,
    Duration idleTimeout) {

  /** The defaults. */
  public static final RpcLimits DEFAULT =
      new RpcLimits(1 << 20, 100, 1_000, 200, 200, Duration.ofSeconds(10), Duration.ofSeconds(30));

  /** Refuses limits that lock everybody out. */
  public RpcLimits {
    atLeastOne("max-body-size", maxBodyBytes);
    atLeastOne("max-batch", maxBatch);
    atLeastOne("max-connections", maxConnections);
    atLeastOne("requests-per-second", requestsPerSecond);
    if (burst < maxBatch) {
      throw new IllegalArgumentException(
          "alys.rpc: a burst of %2$d requests does not let a batch of %1$d through"
              .formatted(maxBatch, burst));
    }
    if (!requestTimeout.isPositive() || !idleTimeout.isPositive()) {
      throw new IllegalArgumentException("alys.rpc: a timeout must be positive");
    }
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("alys.rpc." + key + " must be at least 1, got " + value);
    }
  }
}
