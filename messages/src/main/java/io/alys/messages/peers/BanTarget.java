package io.alys.messages.peers;

import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerId;

/** Whom a node has nothing to do with. */
public sealed interface BanTarget {

  /** A peer, wherever it is. */
  record OfPeer(PeerId peer) implements BanTarget {

    @Override
    public String toString() {
      return peer.text();
    }
  }

  /** Whoever is at an address. */
  record OfAddress(IpAddress address) implements BanTarget {

    @Override
    public String toString() {
      return address.toString();
    }
  }
}
