package io.alys.integration.libp2p.gossip;

import io.alys.messages.types.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How messages of a topic are named among peers, and told apart by this node. */
public interface MessageIds {

  /**
   * V1's: the decimal text of a short hash of the content. Whoever wants can find two messages with
   * one such id, so this node tells them apart by a long hash.
   */
  MessageIds OF_CONTENT =
      new MessageIds() {
        @Override
        public Bytes id(GossipMessage message) {
          var text = Long.toUnsignedString(SipHash13.hash(message.payload().toArray()));
          return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public Bytes key(GossipMessage message) {
          return Bytes.of(sha256().digest(message.payload().toArray()));
        }
      };

  /** The default of libp2p: the author and its own count. */
  MessageIds OF_ORIGIN =
      new MessageIds() {
        @Override
        public Bytes id(GossipMessage message) {
          return message.origin().author().multihash().concat(message.origin().number());
        }

        @Override
        public Bytes key(GossipMessage message) {
          return id(message);
        }
      };

  /** The name of a message, at most 128 bytes. */
  Bytes id(GossipMessage message);

  /** What makes it the same message. */
  Bytes key(GossipMessage message);

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
