package io.alys.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The JSON-RPC server.
 *
 * @param bind address to listen on
 * @param port port to listen on
 * @param dialect whose field types and error codes it speaks
 * @param maxBodySize longest request, bytes
 * @param maxBatch calls in one batch
 * @param maxConnections connections open at a time
 * @param requestsPerSecond calls per second from one address
 * @param requestTimeout longest time for one call
 * @param login who may call, null for everybody that reaches the port
 */
public record RpcConfig(
    InetAddress bind,
    int port,
    Dialect dialect,
    int maxBodySize,
    int maxBatch,
    int maxConnections,
    int requestsPerSecond,
    Duration requestTimeout,
    @Nullable Login login) {

  private static final int MIN_BODY = 1 << 10;
  private static final int MAX_BODY = 64 << 20;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Checks the port and the bounds. */
  public RpcConfig {
    Checks.of("rpc")
        .port("port", port)
        .within("max-body-size", maxBodySize, MIN_BODY, MAX_BODY)
        .within("max-batch", maxBatch, 1, 10_000)
        .within("max-connections", maxConnections, 1, 100_000)
        .within("requests-per-second", requestsPerSecond, 1, 1_000_000)
        .within("request-timeout", requestTimeout, Checks.SHORTEST, LONGEST)
        .done();
  }

  /** Whose field types and error codes the server speaks. */
  public enum Dialect {
    /** Those that mining pools expect. */
    POOL,
    /** Those of V1's node. */
    V1
  }

  /**
   * HTTP basic authentication.
   *
   * @param user the one user's name
   * @param passwordFile file with the password
   */
  public record Login(String user, Path passwordFile) {

    /** Checks the name. */
    public Login {
      Checks.of("rpc")
          .that(
              !user.isBlank() && user.indexOf(':') < 0,
              "user",
              "is empty or contains a colon",
              "choose another name")
          .done();
    }
  }
}
