package io.alys.integration.network;

import io.alys.integration.libp2p.connection.HostSettings;
import io.alys.integration.libp2p.gossip.MessageIds;
import io.alys.integration.libp2p.gossip.TopicRules;
import io.alys.integration.libp2p.gossip.router.RouterSettings;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.workflows.codec.GossipWire;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.RequestKind;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * What a {@link Libp2pTransport} is made with.
 *
 * @param listen port 0 takes a free one
 * @param kinds of requests that may be served and sent; the goodbye is among them
 */
public record Libp2pSettings(
    PrivateKey identity,
    InetSocketAddress listen,
    Self self,
    List<RequestKind> kinds,
    HostSettings host,
    RouterSettings gossip) {

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

  /** Gossip as V1 has it on its topics, and with larger messages on those of our own. */
  public static RouterSettings gossip(int maxLargeBytes) {
    var large = new TopicRules.Rule(MessageIds.OF_CONTENT, maxLargeBytes);
    var v1 = new TopicRules.Rule(MessageIds.OF_CONTENT, PeerTransport.V1_MAX_GOSSIP_BYTES);
    return RouterSettings.standard(new TopicRules(v1, Map.of(GossipWire.LARGE_BLOCKS, large)));
  }

  /** Copies the list. */
  public Libp2pSettings {
    kinds = List.copyOf(kinds);
  }
}
