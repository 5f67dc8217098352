package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.identity.PeerId;
import java.util.List;

/** What the router tells; called while it works, so never to call it back at once. */
public interface Port {

  /** There is something to send to a peer. */
  void wake(PeerId peer);

  /** A peer takes nothing, not even control: the connection is of no use. */
  void stalled(PeerId peer);

  /** A message has come and waits for a verdict. */
  void received(Received message);

  /** A peer that is trusted to do so names others on a topic. */
  void offered(String topic, List<PeerId> peers);
}
