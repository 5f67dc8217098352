package io.alys.workflows.ports;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.PeerId;

/** Takes gossip of a topic. */
public interface GossipListener {

  /** A message came, for the first time; it waits for a {@link PeerTransport#verdict}. */
  void received(Gossip message);

  /**
   * A message on a topic.
   *
   * @param payload no longer than the topic allows
   * @param from the peer that passed it on, who need not have written it
   */
  record Gossip(GossipId id, String topic, Bytes payload, PeerId from) {}
}
