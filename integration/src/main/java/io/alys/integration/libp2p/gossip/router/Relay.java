package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.gossip.GossipMessage;
import io.alys.integration.libp2p.gossip.GossipRpc;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.types.Bytes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages: from peers to the node, and after its verdict, or from the node, to peers. */
final class Relay {

  private static final int MAX_SENDERS = 64;

  private final RouterSettings settings;
  private final PeerId self;
  private final Peers peers;
  private final MeshKeeper mesh;
  private final LazyGossip lazy;
  private final Fanout fanout;
  private final SeenCache seen;
  private final Map<Bytes, Pending> pending = new LinkedHashMap<>();

  /** A message that waits for a verdict, and all who brought it. */
  private record Pending(
      GossipMessage message, Bytes key, PeerState first, Set<PeerId> senders, long until) {}

  /** The parts of a router that messages pass through. */
  record Parts(MeshKeeper mesh, LazyGossip lazy, Fanout fanout, SeenCache seen) {}

  Relay(RouterSettings settings, PeerId self, Peers peers, Parts parts) {
    this.settings = settings;
    this.self = self;
    this.peers = peers;
    this.mesh = parts.mesh();
    this.lazy = parts.lazy();
    this.fanout = parts.fanout();
    this.seen = parts.seen();
  }

  /** A message of a peer. */
  void receive(PeerState peer, GossipMessage message, long now) {
    var topic = message.topic();
    if (!mesh.isOn(topic)) {
      peers.count(Count.OTHER_TOPIC);
      return;
    }
    var rule = settings.policy().topics().of(topic);
    if (message.payload().size() > rule.maxSize()) {
      peers.count(Count.TOO_LARGE);
      peers.scores.invalid(peer.id, topic);
      return;
    }
    var key = rule.ids().key(message);
    var id = rule.ids().id(message);
    var state = seen.state(key);
    if (state.isPresent()) {
      lazy.promises().fulfilled(id);
      duplicate(peer, topic, id, state.get());
    } else if (message.origin().author().equals(self)) {
      lazy.promises().fulfilled(id);
      peers.count(Count.OWN_RETURNED);
    } else if (!message.isSignedByAuthor()) {
      peers.count(Count.BAD_SIGNATURE);
      peers.scores.invalid(peer.id, topic);
    } else {
      lazy.promises().fulfilled(id);
      ask(peer, message, key, id, now);
    }
  }

  /** The node's verdict; false when none is waited for. */
  boolean verdict(Bytes id, Verdict verdict) {
    var waiting = pending.remove(id);
    if (waiting == null) {
      return false;
    }
    waiting.first().pending--;
    var topic = waiting.message().topic();
    switch (verdict) {
      case ACCEPT -> {
        peers.count(Count.ACCEPTED);
        seen.set(waiting.key(), SeenCache.State.ACCEPTED);
        peers.scores.delivered(waiting.first().id, topic);
        forward(waiting, id);
      }
      case IGNORE -> {
        peers.count(Count.IGNORED);
        seen.set(waiting.key(), SeenCache.State.IGNORED);
      }
      case REJECT -> {
        peers.count(Count.REJECTED);
        seen.set(waiting.key(), SeenCache.State.REJECTED);
        waiting.senders().forEach(sender -> peers.scores.invalid(sender, topic));
      }
    }
    return true;
  }

  /** A message of our own. */
  Published publish(GossipMessage message, long now) {
    var topic = message.topic();
    var rule = settings.policy().topics().of(topic);
    var rpc = rpc(message);
    var encoded = rpc.encode().length;
    if (encoded > rule.maxSize()) {
      return new Published.TooLarge(encoded, rule.maxSize());
    }
    var key = rule.ids().key(message);
    var id = rule.ids().id(message);
    if (seen.state(key).isPresent()) {
      return new Published.Duplicate(id);
    }
    seen.add(key, id, SeenCache.State.ACCEPTED, now);
    lazy.promises().fulfilled(id);
    var frame = Peers.frame(rpc);
    lazy.cache().put(id, topic, frame);
    int sent = 0;
    for (var peer : audience(topic, now)) {
      sent += peers.send(peer, Outbox.Kind.OWN, frame) ? 1 : 0;
    }
    return new Published.Sent(id, sent);
  }

  /** Forgets old messages, those without a verdict among them. */
  void expire(long now) {
    seen.expire(now);
    var oldest = pending.values().iterator();
    while (oldest.hasNext()) {
      var waiting = oldest.next();
      if (waiting.until() > now) {
        return;
      }
      oldest.remove();
      waiting.first().pending--;
      peers.count(Count.EXPIRED);
      seen.set(waiting.key(), SeenCache.State.IGNORED);
    }
  }

  int pending() {
    return pending.size();
  }

  private void duplicate(PeerState peer, String topic, Bytes id, SeenCache.State state) {
    peers.count(Count.DUPLICATE);
    if (state == SeenCache.State.REJECTED) {
      peers.scores.invalid(peer.id, topic);
    } else if (state == SeenCache.State.VALIDATING) {
      var waiting = pending.get(id);
      if (waiting != null && waiting.senders().size() < MAX_SENDERS) {
        waiting.senders().add(peer.id);
      }
    }
  }

  private void ask(PeerState peer, GossipMessage message, Bytes key, Bytes id, long now) {
    var bounds = settings.bounds().memory();
    if (pending.size() >= bounds.pending()
        || peer.pending >= bounds.pendingPerPeer()
        || pending.containsKey(id)) {
      peers.count(Count.OVERLOAD);
      return;
    }
    peer.pending++;
    long until = now + settings.timing().seen().toMillis();
    var senders = new LinkedHashSet<PeerId>();
    senders.add(peer.id);
    pending.put(id, new Pending(message, key, peer, senders, until));
    seen.add(key, id, SeenCache.State.VALIDATING, now);
    var author = message.origin().author();
    peers.port().received(new Received(message.topic(), id, message.payload(), peer.id, author));
  }

  private void forward(Pending waiting, Bytes id) {
    var message = waiting.message();
    var frame = Peers.frame(rpc(message));
    lazy.cache().put(id, message.topic(), frame);
    var others = new LinkedHashSet<>(peers.directOn(message.topic()));
    others.addAll(mesh.of(message.topic()));
    for (var peer : others) {
      if (!waiting.senders().contains(peer.id) && !peer.id.equals(message.origin().author())) {
        peers.send(peer, Outbox.Kind.FORWARDED, frame);
      }
    }
  }

  private Set<PeerState> audience(String topic, long now) {
    var audience = new LinkedHashSet<>(peers.directOn(topic));
    double fair = peers.scores.thresholds().publish();
    if (settings.policy().publishing() == RouterSettings.Publishing.FLOOD) {
      audience.addAll(peers.on(topic, peer -> peers.isAbove(peer, fair)));
    } else if (mesh.isOn(topic)) {
      var members = mesh.of(topic);
      audience.addAll(members);
      peers.on(topic, peer -> !members.contains(peer) && peers.isAbove(peer, fair)).stream()
          .limit(Math.max(0, settings.mesh().degree() - members.size()))
          .forEach(audience::add);
    } else {
      audience.addAll(fanout.use(topic, now));
    }
    return audience;
  }

  private static GossipRpc rpc(GossipMessage message) {
    return new GossipRpc(List.of(), List.of(message), GossipRpc.Control.NONE);
  }
}
