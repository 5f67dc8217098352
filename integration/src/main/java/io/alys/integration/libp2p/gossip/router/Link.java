package io.alys.integration.libp2p.gossip.router;

import java.net.InetAddress;

/** How a peer is connected. */
public record Link(InetAddress address, Side side, Version version) {

  /** Who dialled. */
  public enum Side {
    DIALLED,
    ACCEPTED
  }

  /** What the peer speaks. */
  public enum Version {
    V1_0,
    V1_1
  }
}
