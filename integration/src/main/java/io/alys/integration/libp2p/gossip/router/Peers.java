package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.gossip.GossipRpc;
import io.alys.integration.libp2p.gossip.GossipRpc.Control;
import io.alys.integration.libp2p.gossip.score.PeerScores;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.multiformats.LengthPrefixed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** The connected peers, what they are worth, and the way to them. */
final class Peers {

  private static final int IDS_PER_RPC = 1_000;
  private static final GossipRpc.Control NONE = GossipRpc.Control.NONE;

  final PeerScores scores;
  private final RandomGenerator random;
  private final Port port;
  private final Map<PeerId, PeerState> connected = new LinkedHashMap<>();
  private final Set<PeerId> direct = new LinkedHashSet<>();
  private final Map<Count, Long> counts = new EnumMap<>(Count.class);

  Peers(PeerScores scores, RandomGenerator random, Port port) {
    this.scores = scores;
    this.random = random;
    this.port = port;
  }

  Optional<PeerState> get(PeerId id) {
    return Optional.ofNullable(connected.get(id));
  }

  Collection<PeerState> all() {
    return connected.values();
  }

  void add(PeerState peer) {
    connected.put(peer.id, peer);
    if (!isDirect(peer)) {
      scores.connected(peer.id, peer.link.address());
    }
  }

  void remove(PeerState peer, long now) {
    connected.remove(peer.id);
    scores.disconnected(peer.id, now);
  }

  boolean isDirect(PeerState peer) {
    return direct.contains(peer.id);
  }

  /** Takes others for direct peers; returns those that are new, which have no score any more. */
  List<PeerState> direct(Set<PeerId> others, long now) {
    var before = Set.copyOf(direct);
    direct.clear();
    direct.addAll(others);
    var added = new ArrayList<PeerState>();
    for (var peer : connected.values()) {
      if (isDirect(peer) && !before.contains(peer.id)) {
        scores.disconnected(peer.id, now);
        added.add(peer);
      } else if (!isDirect(peer) && before.contains(peer.id)) {
        scores.connected(peer.id, peer.link.address());
      }
    }
    return added;
  }

  /** Whether a peer's score is good enough; a direct peer's always is. */
  boolean isAbove(PeerState peer, double threshold) {
    return isDirect(peer) || scores.of(peer.id) >= threshold;
  }

  void misbehaved(PeerState peer, int times) {
    if (!isDirect(peer)) {
      scores.misbehaved(peer.id, times);
    }
  }

  /** Passes over what a peer sent above a bound, and holds it against the peer. */
  void overstepped(PeerState peer) {
    count(Count.CONTROL_IGNORED);
    misbehaved(peer, 1);
  }

  List<PeerState> directOn(String topic) {
    return connected.values().stream()
        .filter(peer -> isDirect(peer) && peer.topics.contains(topic))
        .toList();
  }

  /** Other than direct peers, in random order. */
  List<PeerState> on(String topic, Predicate<PeerState> wanted) {
    var found = new ArrayList<PeerState>();
    for (var peer : connected.values()) {
      if (peer.topics.contains(topic) && !isDirect(peer) && wanted.test(peer)) {
        found.add(peer);
      }
    }
    shuffle(found);
    return found;
  }

  void shuffle(List<?> list) {
    Collections.shuffle(list, Random.from(random));
  }

  void count(Count what) {
    counts.merge(what, 1L, Long::sum);
  }

  Map<Count, Long> counts() {
    return Map.copyOf(counts);
  }

  Port port() {
    return port;
  }

  static byte[] frame(GossipRpc rpc) {
    return LengthPrefixed.encode(rpc.encode());
  }

  /** Queues a frame; false when there was no room. */
  boolean send(PeerState peer, Outbox.Kind kind, byte[] frame) {
    boolean taken = peer.outbox.offer(kind, frame);
    if (taken) {
      port.wake(peer.id);
    } else {
      count(Count.SEND_DROPPED);
      if (kind == Outbox.Kind.CONTROL) {
        port.stalled(peer.id);
      }
    }
    return taken;
  }

  /** Queues the control that was noted down in this turn. */
  void flush(PeerState peer) {
    if (!peer.graft.isEmpty() || !peer.prune.isEmpty()) {
      var control = new Control(List.of(), List.of(), List.copyOf(peer.graft), peer.prune);
      send(peer, Outbox.Kind.CONTROL, frame(control));
      peer.graft.clear();
      peer.prune.clear();
    }
    for (int from = 0; from < peer.want.size(); from += IDS_PER_RPC) {
      var ids = peer.want.subList(from, Math.min(peer.want.size(), from + IDS_PER_RPC));
      var control = new Control(List.of(), List.of(ids), List.of(), List.of());
      send(peer, Outbox.Kind.CONTROL, frame(control));
    }
    peer.want.clear();
    for (var have : peer.have) {
      var ids = have.ids().subList(0, Math.min(have.ids().size(), IDS_PER_RPC));
      var some = List.of(new GossipRpc.Have(have.topic(), ids));
      var control = new Control(some, List.of(), List.of(), List.of());
      send(peer, Outbox.Kind.GOSSIP, frame(control));
    }
    peer.have.clear();
  }

  void tellWish(PeerState peer, GossipRpc.Wish wish, Collection<String> topics) {
    var subscriptions =
        topics.stream().map(topic -> new GossipRpc.Subscription(wish, topic)).toList();
    if (!subscriptions.isEmpty()) {
      send(peer, Outbox.Kind.CONTROL, frame(new GossipRpc(subscriptions, List.of(), NONE)));
    }
  }

  private static byte[] frame(Control control) {
    return frame(new GossipRpc(List.of(), List.of(), control));
  }
}
