package io.alys.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network between nodes. Addresses of peers are multiaddresses, such as {@code
 * /ip4/10.0.0.1/tcp/55444/p2p/16Uiu2…}; they are read where the network is opened.
 *
 * @param enabled whether the node has peers at all
 * @param bind address to listen on
 * @param port TCP port to listen on
 * @param identity file with the node's secp256k1 key, null for the one in the data folder
 * @param announce addresses by which others reach this node, empty for those that it listens on
 * @param bootnodes peers by which a node finds others
 * @param staticPeers peers to which a connection is always kept
 * @param maxPeers connections held at a time
 * @param maxMessageSize longest gossip message, bytes
 */
public record P2pConfig(
    boolean enabled,
    InetAddress bind,
    int port,
    @Nullable Path identity,
    List<String> announce,
    List<String> bootnodes,
    List<String> staticPeers,
    int maxPeers,
    int maxMessageSize) {

  private static final int MIN_MESSAGE = 1 << 16;
  private static final int MAX_MESSAGE = 64 << 20;
  private static final int MAX_PEERS = 1000;

  /** Checks the port and the bounds; keeps copies of the lists. */
  public P2pConfig {
    announce = List.copyOf(announce);
    bootnodes = List.copyOf(bootnodes);
    staticPeers = List.copyOf(staticPeers);
    Checks.of("p2p")
        .port("port", port)
        .within("max-peers", maxPeers, 1, MAX_PEERS)
        .within("max-message-size", maxMessageSize, MIN_MESSAGE, MAX_MESSAGE)
        .that(
            bootnodes.size() + staticPeers.size() <= MAX_PEERS,
            "static-peers",
            "and bootnodes are more than " + MAX_PEERS,
            "name fewer")
        .done();
  }
}
