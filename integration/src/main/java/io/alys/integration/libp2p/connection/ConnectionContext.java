package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What all connections of a node share. */
record ConnectionContext(
    HostSettings settings, Node node, Gate gate, Map<String, StreamProtocol> protocols) {

  /** Who the node is and who is told. */
  record Node(PrivateKey identity, SecureRandom random, HostEvents events) {}

  /** Where one connection comes from, and who waits for it. */
  record Origin(
      InetSocketAddress remote,
      Optional<PeerId> expected,
      ConnectionBook.Place place,
      Waiter waiter) {

    /** Who waits; nobody does for an accepted connection. */
    record Waiter(boolean dialer, Consumer<PeerConnection> connected, Consumer<String> failed) {}

    boolean dialer() {
      return waiter.dialer();
    }

    Consumer<PeerConnection> connected() {
      return waiter.connected();
    }

    Consumer<String> failed() {
      return waiter.failed();
    }
  }

  PrivateKey identity() {
    return node.identity();
  }

  SecureRandom random() {
    return node.random();
  }

  HostEvents events() {
    return node.events();
  }
}
