package io.alys.integration.libp2p.gossip;

/**
 * What one RPC of a peer may hold; checked while it is read, before anything is kept.
 *
 * @param maxRpc bytes of the whole
 * @param maxMessage bytes of a message's data
 * @param maxMessages messages, and subscriptions, and entries of each kind of control
 * @param maxIds message ids over all entries
 * @param maxPeers peers that a prune may offer
 */
public record GossipLimits(int maxRpc, int maxMessage, int maxMessages, int maxIds, int maxPeers) {

  /** Checks that something fits. */
  public GossipLimits {
    if (maxMessage < 1 || maxRpc < maxMessage) {
      throw new IllegalArgumentException("an RPC must hold a message of the largest size");
    }
    if (maxMessages < 1 || maxIds < 1 || maxPeers < 0) {
      throw new IllegalArgumentException("limits of gossip must be positive");
    }
  }

  /** For messages of at most so many bytes. */
  public static GossipLimits forMessages(int maxMessage) {
    return new GossipLimits(maxMessage + 65_536, maxMessage, 256, 5_000, 16);
  }
}
