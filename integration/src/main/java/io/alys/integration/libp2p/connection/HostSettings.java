package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.yamux.YamuxSettings;
import java.time.Duration;

/**
 * The bounds of a node's connections.
 *
 * @param keepAliveInterval between two questions whether the peer is there
 * @param maxUnsentBytes encrypted and not taken by the socket, beyond which streams wait
 */
public record HostSettings(
    ConnectionLimits limits,
    YamuxSettings streams,
    Timeouts timeouts,
    Duration keepAliveInterval,
    int maxUnsentBytes) {

  /**
   * How long the steps of a connection may take.
   *
   * @param dial for a socket to open
   * @param upgrade from an open socket to a connection with streams
   * @param negotiation from an open stream to an agreed protocol
   */
  public record Timeouts(Duration dial, Duration upgrade, Duration negotiation) {

    /** Checks that there are any. */
    public Timeouts {
      if (!dial.isPositive() || !upgrade.isPositive() || !negotiation.isPositive()) {
        throw new IllegalArgumentException("time-outs must be positive");
      }
    }
  }

  /** Checks the bounds. */
  public HostSettings {
    if (!keepAliveInterval.isPositive()) {
      throw new IllegalArgumentException("keep-alive-interval must be positive");
    }
    if (maxUnsentBytes < 1) {
      throw new IllegalArgumentException("max-unsent-bytes must be positive");
    }
  }

  /** For nodes with some hundreds of peers. */
  public static HostSettings standard() {
    var ten = Duration.ofSeconds(10);
    return new HostSettings(
        ConnectionLimits.standard(),
        YamuxSettings.standard(),
        new Timeouts(ten, ten, ten),
        Duration.ofSeconds(30),
        256 * 1024);
  }
}
