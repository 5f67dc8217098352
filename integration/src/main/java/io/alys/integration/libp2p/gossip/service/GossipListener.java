package io.alys.integration.libp2p.gossip.service;

import io.alys.integration.libp2p.gossip.router.Received;
import io.alys.integration.libp2p.identity.PeerId;
import java.util.List;

/**
 * Who hears what gossip brings; called on connections' threads, so never to block. What one peer
 * brings comes in its order.
 */
public interface GossipListener {

  /** A message; it goes on only after {@link Gossip#verdict}, which may be called at once. */
  void received(Received message);

  /** A trusted peer names others that are on a topic. */
  default void offered(String topic, List<PeerId> peers) {}
}
