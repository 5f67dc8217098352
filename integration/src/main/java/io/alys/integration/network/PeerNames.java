package io.alys.integration.network;

import io.alys.integration.libp2p.identify.PeerDescription;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import io.alys.messages.peers.PeerDetails;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import java.net.InetAddress;
import java.util.Optional;

/** Names and addresses of libp2p as the node has them, and back. */
final class PeerNames {

  private PeerNames() {}

  static PeerId of(io.alys.integration.libp2p.identity.PeerId peer) {
    return new PeerId(peer.toString());
  }

  static io.alys.integration.libp2p.identity.PeerId of(PeerId peer) {
    return io.alys.integration.libp2p.identity.PeerId.parse(peer.text());
  }

  static IpAddress of(InetAddress address) {
    return new IpAddress(Bytes.of(address.getAddress()));
  }

  static PeerAddress of(Multiaddr address) {
    return new PeerAddress(address.toString());
  }

  static PeerDetails of(PeerDescription description) {
    return new PeerDetails(
        description.names().agent(),
        description.names().network(),
        description.addresses().stream().flatMap(one -> readable(one).stream()).toList(),
        description.protocols());
  }

  /** Paths through other peers and the like are no addresses for the node. */
  private static Optional<PeerAddress> readable(Multiaddr address) {
    try {
      return Optional.of(of(address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
