package io.alys.integration.libp2p.gossip;

import io.alys.integration.libp2p.multiformats.ProtoWriter;
import io.alys.messages.types.Bytes;
import java.util.List;

/** What two peers of gossipsub say to each other at once. */
public record GossipRpc(
    List<Subscription> subscriptions, List<GossipMessage> messages, Control control) {

  static final int SUBSCRIPTION = 1;
  static final int PUBLISH = 2;
  static final int CONTROL = 3;

  /** A topic that the sender wants to hear of, or does not any more. */
  public record Subscription(Wish wish, String topic) {}

  /** Whether a topic is wanted. */
  public enum Wish {
    LEAVE,
    JOIN
  }

  /** What keeps the mesh. */
  public record Control(
      List<Have> have, List<List<Bytes>> want, List<String> graft, List<Prune> prune) {

    static final int HAVE = 1;
    static final int WANT = 2;
    static final int GRAFT = 3;
    static final int PRUNE = 4;

    /** Nothing. */
    public static final Control NONE = new Control(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Control {
      have = List.copyOf(have);
      want = want.stream().map(List::copyOf).toList();
      graft = List.copyOf(graft);
      prune = List.copyOf(prune);
    }

    boolean isEmpty() {
      return have.isEmpty() && want.isEmpty() && graft.isEmpty() && prune.isEmpty();
    }
  }

  /** Messages of a topic that the sender has. */
  public record Have(String topic, List<Bytes> ids) {

    /** Copies the list. */
    public Have {
      ids = List.copyOf(ids);
    }
  }

  /**
   * The sender takes the receiver out of its mesh.
   *
   * @param peers ids of others to try, in binary
   * @param backoffSeconds how long not to come back
   */
  public record Prune(String topic, List<Bytes> peers, long backoffSeconds) {

    /** Copies the list. */
    public Prune {
      peers = List.copyOf(peers);
    }
  }

  /** Copies the lists. */
  public GossipRpc {
    subscriptions = List.copyOf(subscriptions);
    messages = List.copyOf(messages);
  }

  /** The protobuf form. */
  public byte[] encode() {
    var writer = new ProtoWriter();
    for (var subscription : subscriptions) {
      var wish = subscription.wish() == Wish.JOIN ? 1 : 0;
      writer.bytes(
          SUBSCRIPTION, new ProtoWriter().varint(1, wish).text(2, subscription.topic()).toBytes());
    }
    messages.forEach(message -> writer.bytes(PUBLISH, message.encode()));
    if (!control.isEmpty()) {
      writer.bytes(CONTROL, encodeControl());
    }
    return writer.toBytes();
  }

  private byte[] encodeControl() {
    var writer = new ProtoWriter();
    for (var have : control.have()) {
      var entry = new ProtoWriter().text(1, have.topic());
      have.ids().forEach(id -> entry.bytes(2, id.toArray()));
      writer.bytes(Control.HAVE, entry.toBytes());
    }
    for (var ids : control.want()) {
      var entry = new ProtoWriter();
      ids.forEach(id -> entry.bytes(1, id.toArray()));
      writer.bytes(Control.WANT, entry.toBytes());
    }
    control
        .graft()
        .forEach(topic -> writer.bytes(Control.GRAFT, new ProtoWriter().text(1, topic).toBytes()));
    for (var prune : control.prune()) {
      var entry = new ProtoWriter().text(1, prune.topic());
      prune
          .peers()
          .forEach(peer -> entry.bytes(2, new ProtoWriter().bytes(1, peer.toArray()).toBytes()));
      writer.bytes(Control.PRUNE, entry.varint(3, prune.backoffSeconds()).toBytes());
    }
    return writer.toBytes();
  }
}
