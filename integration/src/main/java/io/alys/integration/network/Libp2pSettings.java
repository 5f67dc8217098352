package io.alys.integration.network;

import io.alys.integration.libp2p.connection.HostSettings;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.workflows.ports.RequestKind;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What a {@link Libp2pTransport} is made with.
 *
 * @param listen port 0 takes a free one
 * @param kinds of requests that may be served and sent; the goodbye is among them
 * @param gossip how large messages are
 */
public record Libp2pSettings(
    PrivateKey identity,
    InetSocketAddress listen,
    Self self,
    List<RequestKind> kinds,
    HostSettings host,
    GossipSizes gossip) {

  /**
   * What is said to peers.
   *
   * @param agent the program and its version
   * @param announced addresses in place of those that it listens at; empty for those
   */
  public record Self(String agent, List<String> announced) {

    /** Copies the list. */
    public Self {
      announced = List.copyOf(announced);
    }
  }

  /**
   * Most bytes of gossip messages.
   *
   * @param v1 on V1's topics
   * @param large on topics of our own
   */
  public record GossipSizes(int v1, int large) {}

  /** Copies the list. */
  public Libp2pSettings {
    kinds = List.copyOf(kinds);
  }
}
