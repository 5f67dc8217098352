package io.alys.integration.libp2p.gossip;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.multiformats.ProtoReader;
import io.alys.messages.types.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an RPC; everything is counted before it is kept, and what goes over is a fault. */
public final class RpcReader {

  private static final int MAX_FIELDS = 16;
  private static final int MAX_TOPIC = 256;
  private static final int MAX_ID = 128;
  private static final int MAX_KEY = 512;
  private static final long MAX_BACKOFF = 24 * 60 * 60;

  private final GossipLimits limits;
  private final List<GossipRpc.Subscription> subscriptions = new ArrayList<>();
  private final List<GossipMessage> messages = new ArrayList<>();
  private final List<GossipRpc.Have> have = new ArrayList<>();
  private final List<List<Bytes>> want = new ArrayList<>();
  private final List<String> graft = new ArrayList<>();
  private final List<GossipRpc.Prune> prune = new ArrayList<>();
  private int ids;

  private RpcReader(GossipLimits limits) {
    this.limits = limits;
  }

  /** Reads a whole RPC; fields that are not known are passed over. */
  public static GossipRpc read(byte[] rpc, GossipLimits limits) {
    if (rpc.length > limits.maxRpc()) {
      throw fault("an RPC of " + rpc.length + " bytes");
    }
    var reader = new RpcReader(limits);
    reader.rpc(ByteBuffer.wrap(rpc));
    return new GossipRpc(
        reader.subscriptions,
        reader.messages,
        new GossipRpc.Control(reader.have, reader.want, reader.graft, reader.prune));
  }

  private void rpc(ByteBuffer in) {
    var fields = fields(in, 2 * limits.maxMessages() + MAX_FIELDS);
    boolean controlled = false;
    for (int field = fields.next(); field != 0; field = fields.next()) {
      switch (field) {
        case GossipRpc.SUBSCRIPTION ->
            add(subscriptions, subscription(fields.message(limits.maxRpc())));
        case GossipRpc.PUBLISH -> add(messages, message(fields.message(limits.maxRpc())));
        case GossipRpc.CONTROL -> {
          if (controlled) {
            throw fault("control twice");
          }
          controlled = true;
          control(fields.message(limits.maxRpc()));
        }
        default -> {}
      }
    }
  }

  private static GossipRpc.Subscription subscription(ByteBuffer in) {
    var fields = fields(in, MAX_FIELDS);
    var wish = GossipRpc.Wish.LEAVE;
    var topic = "";
    for (int field = fields.next(); field != 0; field = fields.next()) {
      switch (field) {
        case 1 -> wish = fields.varint() == 0 ? GossipRpc.Wish.LEAVE : GossipRpc.Wish.JOIN;
        case 2 -> topic = fields.text(MAX_TOPIC);
        default -> {}
      }
    }
    return new GossipRpc.Subscription(wish, topic);
  }

  private GossipMessage message(ByteBuffer in) {
    var fields = fields(in, MAX_FIELDS);
    byte[] author = {};
    byte[] data = {};
    byte[] number = {};
    byte[] signature = {};
    var topic = "";
    Optional<Bytes> key = Optional.empty();
    for (int field = fields.next(); field != 0; field = fields.next()) {
      switch (field) {
        case GossipMessage.FROM -> author = fields.bytes(MAX_ID);
        case GossipMessage.DATA -> data = fields.bytes(limits.maxMessage());
        case GossipMessage.NUMBER -> number = fields.bytes(GossipMessage.NUMBER_SIZE);
        case GossipMessage.TOPIC -> topic = fields.text(MAX_TOPIC);
        case GossipMessage.SIGNATURE -> signature = fields.bytes(MAX_KEY);
        case GossipMessage.KEY -> key = Optional.of(Bytes.of(fields.bytes(MAX_KEY)));
        default -> throw fault("a message with a field that its signature cannot cover");
      }
    }
    if (number.length != GossipMessage.NUMBER_SIZE || signature.length == 0) {
      throw fault("a message that is not signed");
    }
    var origin = new GossipMessage.Origin(PeerId.decode(author), Bytes.of(number));
    return new GossipMessage(origin, topic, Bytes.of(data), Bytes.of(signature), key);
  }

  private void control(ByteBuffer in) {
    var fields = fields(in, 4 * limits.maxMessages() + MAX_FIELDS);
    for (int field = fields.next(); field != 0; field = fields.next()) {
      switch (field) {
        case GossipRpc.Control.HAVE -> add(have, have(fields.message(limits.maxRpc())));
        case GossipRpc.Control.WANT -> add(want, want(fields.message(limits.maxRpc())));
        case GossipRpc.Control.GRAFT -> add(graft, graft(fields.message(limits.maxRpc())));
        case GossipRpc.Control.PRUNE -> add(prune, prune(fields.message(limits.maxRpc())));
        default -> {}
      }
    }
  }

  private GossipRpc.Have have(ByteBuffer in) {
    var fields = fields(in, limits.maxIds() + MAX_FIELDS);
    var topic = "";
    var list = new ArrayList<Bytes>();
    for (int field = fields.next(); field != 0; field = fields.next()) {
      switch (field) {
        case 1 -> topic = fields.text(MAX_TOPIC);
        case 2 -> list.add(id(fields));
        default -> {}
      }
    }
    return new GossipRpc.Have(topic, list);
  }

  private List<Bytes> want(ByteBuffer in) {
    var fields = fields(in, limits.maxIds() + MAX_FIELDS);
    var list = new ArrayList<Bytes>();
    for (int field = fields.next(); field != 0; field = fields.next()) {
      if (field == 1) {
        list.add(id(fields));
      }
    }
    return list;
  }

  private Bytes id(ProtoReader fields) {
    if (++ids > limits.maxIds()) {
      throw fault("more than " + limits.maxIds() + " message ids");
    }
    return Bytes.of(fields.bytes(MAX_ID));
  }

  private static String graft(ByteBuffer in) {
    var fields = fields(in, MAX_FIELDS);
    var topic = "";
    for (int field = fields.next(); field != 0; field = fields.next()) {
      if (field == 1) {
        topic = fields.text(MAX_TOPIC);
      }
    }
    return topic;
  }

  private GossipRpc.Prune prune(ByteBuffer in) {
    var fields = fields(in, limits.maxPeers() + MAX_FIELDS);
    var topic = "";
    var peers = new ArrayList<Bytes>();
    long backoff = 0;
    for (int field = fields.next(); field != 0; field = fields.next()) {
      switch (field) {
        case 1 -> topic = fields.text(MAX_TOPIC);
        case 2 -> {
          if (peers.size() == limits.maxPeers()) {
            throw fault("a prune that offers more than " + limits.maxPeers() + " peers");
          }
          peers.add(peer(fields.message(limits.maxRpc())));
        }
        case 3 -> backoff = Math.clamp(fields.varint(), 0, MAX_BACKOFF);
        default -> {}
      }
    }
    return new GossipRpc.Prune(topic, peers, backoff);
  }

  private static Bytes peer(ByteBuffer in) {
    var fields = fields(in, MAX_FIELDS);
    var peer = Bytes.EMPTY;
    for (int field = fields.next(); field != 0; field = fields.next()) {
      if (field == 1) {
        peer = Bytes.of(fields.bytes(MAX_ID));
      }
    }
    return peer;
  }

  private <T> void add(List<T> list, T entry) {
    if (list.size() == limits.maxMessages()) {
      throw fault("more than " + limits.maxMessages() + " entries of a kind");
    }
    list.add(entry);
  }

  private static ProtoReader fields(ByteBuffer in, int max) {
    return new ProtoReader(in, max, PeerFault.Layer.GOSSIP);
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.GOSSIP, reason);
  }
}
