package io.alys.node.admin;

import io.alys.node.http.Listen;
import java.time.Duration;

/**
 * Where and how the administration server answers.
 *
 * @param bind address or host name to listen on
 * @param port 0 takes any free one
 * @param token what orders have to show
 * @param limits what it bears
 */
public record AdminSettings(String bind, int port, AdminToken token, Limits limits) {

  /** With the default limits. */
  public AdminSettings(String bind, int port, AdminToken token) {
    this(bind, port, token, Limits.DEFAULT);
  }

  /**
   * What the server bears.
   *
   * @param maxBodyBytes of one request
   * @param maxConnections at a time
   * @param requestTimeout for a request's body, and then again for its answer
   * @param orderTimeout for an order to be carried out
   * @param idleTimeout within which a connection's next request must have begun to be read
   */
  public record Limits(
      int maxBodyBytes,
      int maxConnections,
      Duration requestTimeout,
      Duration orderTimeout,
      Duration idleTimeout) {

    /** 4 KiB, 100 connections, 3 s to answer, a minute for an order, 30 s of idleness. */
    public static final Limits DEFAULT =
        new Limits(
            4 << 10, 100, Duration.ofSeconds(3), Duration.ofMinutes(1), Duration.ofSeconds(30));
  }

  /** For the check whether the port is free, before a node is built behind it. */
  public static Listen listen(String bind, int port) {
    return listen(bind, port, Limits.DEFAULT);
  }

  Listen listen() {
    return listen(bind, port, limits);
  }

  private static Listen listen(String bind, int port, Limits limits) {
    return new Listen(
        "the administration server",
        "alys.admin",
        bind,
        port,
        limits.maxConnections(),
        limits.idleTimeout());
  }
}
