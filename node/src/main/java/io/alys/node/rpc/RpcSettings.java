package io.alys.node.rpc;

import io.alys.node.http.Listen;

/**
 * Where and how the JSON-RPC server answers.
 *
 * @param bind address or host name to listen on
 * @param port 0 takes any free one
 * @param dialect in whose manner it answers
 * @param limits what it bears
 * @param access who may ask
 */
public record RpcSettings(
    String bind, int port, Dialect dialect, RpcLimits limits, RpcAccess access) {

  /** Port 3000 on loopback, for pools. */
  public static final RpcSettings DEFAULT =
      new RpcSettings("127.0.0.1", 3000, Dialect.POOL, RpcLimits.DEFAULT, RpcAccess.OPEN);

  /** Refuses what no server can listen on. */
  public RpcSettings {
    if (bind.isBlank()) {
      throw new IllegalArgumentException("alys.rpc.bind must name an address");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("alys.rpc.port must be 0 to 65535, got " + port);
    }
  }

  /** The same on another port. */
  public RpcSettings withPort(int other) {
    return new RpcSettings(bind, other, dialect, limits, access);
  }

  /** The same in another dialect. */
  public RpcSettings withDialect(Dialect other) {
    return new RpcSettings(bind, port, other, limits, access);
  }

  /** The same with other limits. */
  public RpcSettings withLimits(RpcLimits other) {
    return new RpcSettings(bind, port, dialect, other, access);
  }

  /** The same for others. */
  public RpcSettings withAccess(RpcAccess other) {
    return new RpcSettings(bind, port, dialect, limits, other);
  }

  Listen listen() {
    return new Listen(
        "the RPC server", "alys.rpc", bind, port, limits.maxConnections(), limits.idleTimeout());
  }
}
