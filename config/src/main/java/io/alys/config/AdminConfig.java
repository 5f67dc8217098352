package io.alys.config;

import java.net.InetAddress;

/**
 * The server of metrics, health and administration.
 *
 * @param bind address to listen on
 * @param port port to listen on
 */
public record AdminConfig(InetAddress bind, int port) {

  /** Checks the port. */
  public AdminConfig {
    Checks.of("admin").port("port", port).done();
  }
}
