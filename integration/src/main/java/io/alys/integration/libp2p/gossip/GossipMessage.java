package io.alys.integration.libp2p.gossip;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.identity.PublicKey;
import io.alys.integration.libp2p.multiformats.ProtoWriter;
import io.alys.messages.types.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A message for everyone on a topic, signed by its author (policy StrictSign).
 *
 * @param key the author's key, when its peer id does not hold it
 */
public record GossipMessage(
    Origin origin, String topic, Bytes payload, Bytes signature, Optional<Bytes> key) {

  static final int FROM = 1;
  static final int DATA = 2;
  static final int NUMBER = 3;
  static final int TOPIC = 4;
  static final int SIGNATURE = 5;
  static final int KEY = 6;
  static final int NUMBER_SIZE = 8;

  private static final byte[] PREFIX = "libp2p-pubsub:".getBytes(StandardCharsets.US_ASCII);

  /**
   * Who wrote it.
   *
   * @param number the author's own count, eight bytes
   */
  public record Origin(PeerId author, Bytes number) {

    /** Checks the size of the count. */
    public Origin {
      if (number.size() != NUMBER_SIZE) {
        throw new IllegalArgumentException("a message's number has 8 bytes");
      }
    }
  }

  /** A message of our own. */
  public static GossipMessage sign(PrivateKey key, Bytes number, String topic, Bytes payload) {
    var origin = new Origin(key.peerId(), number);
    var unsigned = new GossipMessage(origin, topic, payload, Bytes.EMPTY, Optional.empty());
    var signature = Bytes.of(key.sign(unsigned.signed()));
    return new GossipMessage(origin, topic, payload, signature, Optional.empty());
  }

  /** Whether the author signed it. */
  public boolean isSignedByAuthor() {
    try {
      var author =
          key.isPresent()
              ? Optional.of(PublicKey.decode(key.get().toArray()))
              : origin.author().publicKey();
      return author.isPresent()
          && PeerId.of(author.get()).equals(origin.author())
          && author.get().verify(signed(), signature.toArray());
    } catch (PeerFault unreadableKey) {
      return false;
    }
  }

  byte[] encode() {
    var writer = fields().bytes(SIGNATURE, signature.toArray());
    key.ifPresent(bytes -> writer.bytes(KEY, bytes.toArray()));
    return writer.toBytes();
  }

  /** All fields but the signature and the key, in their order, behind a prefix. */
  private byte[] signed() {
    var body = fields().toBytes();
    var message = Arrays.copyOf(PREFIX, PREFIX.length + body.length);
    System.arraycopy(body, 0, message, PREFIX.length, body.length);
    return message;
  }

  private ProtoWriter fields() {
    return new ProtoWriter()
        .bytes(FROM, origin.author().multihash().toArray())
        .bytes(DATA, payload.toArray())
        .bytes(NUMBER, origin.number().toArray())
        .text(TOPIC, topic);
  }
}
