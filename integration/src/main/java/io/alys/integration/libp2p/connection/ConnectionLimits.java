package io.alys.integration.libp2p.connection;

import java.time.Duration;

/**
 * How many connections there may be.
 *
 * @param maxConnections in all, both ways, those being upgraded among them
 * @param maxInbound accepted ones, so that some are left for dialling
 * @param maxUpgrading accepted and not upgraded yet
 * @param maxPerAddress accepted from one IPv4 address or one IPv6 network of 64 bits
 * @param rate how fast new ones may come
 */
public record ConnectionLimits(
    int maxConnections, int maxInbound, int maxUpgrading, int maxPerAddress, Rate rate) {

  /**
   * Accepted connections from one address in a window of time.
   *
   * @param maxPerWindow attempts, refused ones among them
   */
  public record Rate(int maxPerWindow, Duration window) {

    /** Checks both. */
    public Rate {
      if (maxPerWindow < 1 || !window.isPositive()) {
        throw new IllegalArgumentException("a rate needs a positive number and window");
      }
    }
  }

  /** Checks that they allow any connection at all. */
  public ConnectionLimits {
    if (maxConnections < 1 || maxUpgrading < 1 || maxPerAddress < 1 || maxInbound < 0) {
      throw new IllegalArgumentException("limits of connections must be positive");
    }
    if (maxInbound > maxConnections) {
      throw new IllegalArgumentException("max-inbound is more than max-connections");
    }
  }

  /** For nodes with some hundreds of peers. */
  public static ConnectionLimits standard() {
    return new ConnectionLimits(300, 250, 64, 16, new Rate(32, Duration.ofSeconds(10)));
  }
}
