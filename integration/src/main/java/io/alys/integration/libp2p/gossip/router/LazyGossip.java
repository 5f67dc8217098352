package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.gossip.GossipRpc.Have;
import io.alys.messages.types.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells peers outside the mesh what there is, and asks for what is missing. */
final class LazyGossip {

  private static final int FLOOD = 10;

  private final RouterSettings settings;
  private final Peers peers;
  private final SeenCache seen;
  private final MessageCache cache;
  private final Promises promises = new Promises();

  LazyGossip(RouterSettings settings, Peers peers, SeenCache seen) {
    this.settings = settings;
    this.peers = peers;
    this.seen = seen;
    this.cache = new MessageCache(settings.lazy(), settings.bounds().memory().cacheBytes());
  }

  MessageCache cache() {
    return cache;
  }

  Promises promises() {
    return promises;
  }

  /** A peer says what it has; the topics are those of this node. */
  void onHave(PeerState peer, List<Have> haves, Set<String> topics, long now) {
    if (haves.isEmpty()) {
      return;
    }
    var bounds = settings.bounds().control();
    if (++peer.haves > bounds.haves()) {
      peers.count(Count.CONTROL_IGNORED);
      if (peer.haves > FLOOD * bounds.haves()) {
        peers.misbehaved(peer, 1);
      }
      return;
    }
    if (isUnheard(peer)) {
      return;
    }
    var missing = new LinkedHashSet<Bytes>();
    for (var have : haves) {
      if (topics.contains(have.topic())) {
        have.ids().stream().filter(id -> !seen.hasId(id)).forEach(missing::add);
      }
    }
    var wanted = new ArrayList<>(missing);
    peers.shuffle(wanted);
    int room = Math.max(0, bounds.ids() - peer.asked);
    var asked = wanted.subList(0, Math.min(room, wanted.size()));
    if (!asked.isEmpty()) {
      peer.asked += asked.size();
      peer.want.addAll(asked);
      promises.add(asked.getFirst(), peer.id, now + bounds.promise().toMillis());
    }
  }

  /** A peer asks for messages. */
  void onWant(PeerState peer, List<List<Bytes>> wants) {
    if (wants.isEmpty()) {
      return;
    }
    peer.wanted += wants.stream().mapToInt(List::size).sum();
    if (peer.wanted > settings.bounds().control().ids()) {
      peers.overstepped(peer);
      return;
    }
    if (isUnheard(peer)) {
      return;
    }
    for (var ids : wants) {
      for (var id : ids) {
        cache.take(id, peer.id).ifPresent(frame -> peers.send(peer, Outbox.Kind.FORWARDED, frame));
      }
    }
  }

  /** Holds broken promises against those who made them. */
  void checkPromises(long now) {
    promises
        .broken(now)
        .forEach(
            (id, times) -> {
              peers.count(Count.BROKEN_PROMISE);
              peers.get(id).ifPresent(peer -> peers.misbehaved(peer, times));
            });
  }

  /** Tells some peers of a topic, other than those that get everything anyway. */
  void advertise(String topic, Set<PeerState> others) {
    var ids = cache.advertised(topic);
    if (ids.isEmpty()) {
      return;
    }
    double threshold = peers.scores.thresholds().gossip();
    var fair = peers.on(topic, peer -> !others.contains(peer) && peers.isAbove(peer, threshold));
    int part = (int) (settings.lazy().factor() * fair.size());
    int count = Math.min(fair.size(), Math.max(settings.lazy().degree(), part));
    for (var peer : fair.subList(0, count)) {
      peers.shuffle(ids);
      peer.have.add(new Have(topic, ids));
    }
  }

  private boolean isUnheard(PeerState peer) {
    return !peers.isAbove(peer, peers.scores.thresholds().gossip());
  }
}
