package io.alys.integration.libp2p.gossip.service;

import io.alys.integration.libp2p.gossip.router.Port;
import io.alys.integration.libp2p.gossip.router.Received;
import io.alys.integration.libp2p.identity.PeerId;
import java.util.List;
import java.util.function.Consumer;

/** What the router tells, done after its turn; the same peer is woken once. */
record Effects(
    Turns turns, GossipListener listener, Consumer<PeerId> awake, Consumer<PeerId> useless)
    implements Port {

  @Override
  public void wake(PeerId peer) {
    if (turns.mark(peer)) {
      awake.accept(peer);
    }
  }

  @Override
  public void stalled(PeerId peer) {
    useless.accept(peer);
  }

  @Override
  public void received(Received message) {
    turns.after(() -> listener.received(message));
  }

  @Override
  public void offered(String topic, List<PeerId> peers) {
    turns.after(() -> listener.offered(topic, peers));
  }
}
