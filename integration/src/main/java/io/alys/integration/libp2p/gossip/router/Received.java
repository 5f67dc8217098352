package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.types.Bytes;

/**
 * A message of which the node must say what it is worth; its author's signature was checked.
 *
 * @param from the peer that brought it first
 */
public record Received(String topic, Bytes id, Bytes payload, PeerId from, PeerId author) {}
