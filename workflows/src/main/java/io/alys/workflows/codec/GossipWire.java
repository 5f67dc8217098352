package io.alys.workflows.codec;

import io.alys.messages.network.Gossip;
import io.alys.messages.types.Bytes;
import io.alys.workflows.ports.PeerTransport;
import java.util.List;
import java.util.Optional;

/**
 * On which topic a message goes, and how: as V1 has it while it fits into V1's messages; compressed
 * on the topic's large companion, which V1 nodes take no part in, when it does not. So each message
 * goes out once, and V1 nodes get all that they could ever get.
 *
 * @param maxBytes of a message before it is compressed
 * @param v1Only whether there are no large messages at all
 */
public record GossipWire(int maxBytes, boolean v1Only) {

  /** V1's topics. */
  public static final List<String> V1_TOPICS =
      List.of("consensus_block", "approve_block", "queue_pow", "pegout_signatures");

  /** The companion of V1's topic for blocks: those that do not fit there, compressed. */
  public static final String LARGE_BLOCKS = "/alys/gossip/consensus_block/1/zlib";

  /** Most bytes of a message on V1's topics: what V1 nodes take, less what is sent around it. */
  public static final int V1_MAX_PAYLOAD = PeerTransport.V1_MAX_GOSSIP_BYTES - 512;

  /** Messages of today's networks. */
  public static final int STANDARD_MAX_BYTES = 10 << 20;

  /** Checks the bound. */
  public GossipWire {
    if (maxBytes < V1_MAX_PAYLOAD) {
      throw new IllegalArgumentException("max-message-bytes must be at least " + V1_MAX_PAYLOAD);
    }
  }

  /** A message as it goes out. */
  public record Frame(String topic, Bytes payload) {}

  /** All topics to take part in. */
  public List<String> topics() {
    return v1Only
        ? V1_TOPICS
        : List.of(
            V1_TOPICS.get(0), V1_TOPICS.get(1), V1_TOPICS.get(2), V1_TOPICS.get(3), LARGE_BLOCKS);
  }

  /** How a message goes out; empty when it is too large to go out at all. */
  public Optional<Frame> frame(Gossip gossip) {
    var plain = GossipCodec.encode(gossip);
    if (plain.size() <= V1_MAX_PAYLOAD) {
      return Optional.of(new Frame(topic(gossip), plain));
    }
    boolean large = gossip instanceof Gossip.OfBlock && !v1Only && plain.size() <= maxBytes;
    return large ? Optional.of(new Frame(LARGE_BLOCKS, Compression.pack(plain))) : Optional.empty();
  }

  /** Reads what came on a topic. */
  public Decoded<Gossip> decode(String topic, Bytes payload) {
    if (!topic.equals(LARGE_BLOCKS)) {
      return GossipCodec.decode(payload, PeerTransport.V1_MAX_GOSSIP_BYTES);
    }
    return switch (Compression.unpack(payload, maxBytes)) {
      case Decoded.Ok<Bytes>(var plain) -> GossipCodec.decode(plain, maxBytes);
      case Decoded.Refused<Bytes>(var reason, var offset, var detail) ->
          new Decoded.Refused<>(reason, offset, detail);
    };
  }

  private static String topic(Gossip gossip) {
    return switch (gossip) {
      case Gossip.OfBlock _ -> V1_TOPICS.get(0);
      case Gossip.OfApproval _ -> V1_TOPICS.get(1);
      case Gossip.OfHeader _ -> V1_TOPICS.get(2);
      case Gossip.OfPegoutSignatures _ -> V1_TOPICS.get(3);
    };
  }
}
