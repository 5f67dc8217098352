package io.alys.node.http;

import java.time.Duration;

/**
 * Where and how a server listens.
 *
 * @param server what it is called in messages ("the RPC server")
 * @param keys prefix of its configuration keys ("alys.rpc")
 * @param bind address or name of an interface
 * @param port 0 takes any free one
 * @param maxConnections at most so many at a time
 * @param idleTimeout after which a connection without a request is closed
 */
public record Listen(
    String server, String keys, String bind, int port, int maxConnections, Duration idleTimeout) {

  /** Refuses what no server can do. */
  public Listen {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(keys + ".port must be 0 to 65535, got " + port);
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException(
          keys + ".max-connections must be at least 1, got " + maxConnections);
    }
    if (idleTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(keys + ".idle-timeout must be positive");
    }
  }

  String portKey() {
    return keys + ".port";
  }

  String bindKey() {
    return keys + ".bind";
  }
}
