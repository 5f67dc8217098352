package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.gossip.GossipRpc.Prune;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.types.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** For each topic of this node the peers that get every message at once. */
final class MeshKeeper {

  private static final int OPPORTUNISTIC_GRAFTS = 2;
  private static final long GRAFT_FLOOD = 10_000;

  private final RouterSettings settings;
  private final Peers peers;
  private final Backoffs backoffs = new Backoffs();
  private final Map<String, Set<PeerState>> mesh = new LinkedHashMap<>();
  private int ticks;

  /** Whether a prune names other peers. */
  private enum Exchange {
    OFFER,
    NONE
  }

  MeshKeeper(RouterSettings settings, Peers peers) {
    this.settings = settings;
    this.peers = peers;
  }

  boolean isOn(String topic) {
    return mesh.containsKey(topic);
  }

  Set<String> topics() {
    return mesh.keySet();
  }

  Set<PeerState> of(String topic) {
    return mesh.getOrDefault(topic, Set.of());
  }

  Map<String, List<PeerId>> view() {
    var view = new LinkedHashMap<String, List<PeerId>>();
    mesh.forEach((topic, members) -> view.put(topic, members.stream().map(p -> p.id).toList()));
    return view;
  }

  /** This node comes to a topic; peers that it published to are the first to be asked. */
  void join(String topic, Set<PeerState> fanout, long now) {
    mesh.put(topic, new LinkedHashSet<>());
    for (var peer : candidates(topic, now)) {
      if (fanout.contains(peer) && of(topic).size() < settings.mesh().degree()) {
        graft(peer, topic, now);
      }
    }
    fill(topic, settings.mesh().degree(), now);
  }

  void leave(String topic, long now) {
    for (var peer : List.copyOf(of(topic))) {
      prune(peer, topic, Exchange.OFFER, settings.timing().unsubscribeBackoff(), now);
    }
    mesh.remove(topic);
  }

  /** A peer has come to a topic: there is no need to wait for the next heartbeat. */
  void joined(PeerState peer, String topic, long now) {
    if (isOn(topic)
        && of(topic).size() < settings.mesh().low()
        && candidates(topic, now).contains(peer)) {
      graft(peer, topic, now);
    }
  }

  void left(PeerState peer, String topic) {
    if (of(topic).contains(peer)) {
      drop(peer, topic);
    }
  }

  void gone(PeerState peer) {
    mesh.keySet().forEach(topic -> left(peer, topic));
  }

  /** A direct peer is no member of a mesh. */
  void becameDirect(PeerState peer, long now) {
    for (var topic : mesh.keySet()) {
      if (of(topic).contains(peer)) {
        prune(peer, topic, Exchange.NONE, settings.timing().pruneBackoff(), now);
      }
    }
  }

  /** A peer takes us into its mesh and wants to be in ours. */
  void onGraft(PeerState peer, String topic, long now) {
    if (++peer.grafts > settings.bounds().control().grafts()) {
      peers.overstepped(peer);
      return;
    }
    if (!isOn(topic) || of(topic).contains(peer)) {
      return;
    }
    long backoffEnd = backoffs.end(topic, peer.id);
    if (now < backoffEnd) {
      long prunedAt = backoffEnd - settings.timing().pruneBackoff().toMillis();
      peers.misbehaved(peer, now < prunedAt + GRAFT_FLOOD ? 2 : 1);
      refuse(peer, topic, Exchange.NONE, now);
    } else if (peers.isDirect(peer) || !peers.isAbove(peer, 0)) {
      refuse(peer, topic, Exchange.NONE, now);
    } else if (of(topic).size() >= settings.mesh().high() && !peer.isOutbound()) {
      refuse(peer, topic, Exchange.OFFER, now);
    } else {
      peer.topics.add(topic);
      add(peer, topic, now);
    }
  }

  /** A peer takes us out of its mesh. */
  void onPrune(PeerState peer, Prune prune, long now) {
    var topic = prune.topic();
    if (++peer.prunes > settings.bounds().control().grafts()) {
      peers.overstepped(peer);
      return;
    }
    if (!isOn(topic)) {
      return;
    }
    left(peer, topic);
    long millis =
        prune.backoffSeconds() == 0
            ? settings.timing().pruneBackoff().toMillis()
            : Duration.ofSeconds(prune.backoffSeconds()).toMillis();
    backoffs.add(topic, peer.id, now + millis);
    if (!prune.peers().isEmpty() && peers.isAbove(peer, peers.scores.thresholds().acceptPeers())) {
      var offered = unknown(prune.peers());
      if (!offered.isEmpty()) {
        peers.port().offered(topic, offered);
      }
    }
  }

  void heartbeat(long now) {
    ticks++;
    backoffs.expire(now - settings.timing().heartbeat().toMillis());
    for (var topic : mesh.keySet()) {
      pruneBad(topic, now);
      int size = of(topic).size();
      if (size < settings.mesh().low()) {
        fill(topic, settings.mesh().degree(), now);
      } else if (size > settings.mesh().high()) {
        shrink(topic, now);
      }
      addOutbound(topic, now);
      if (ticks % settings.policy().opportunisticTicks() == 0) {
        addBetter(topic, now);
      }
    }
  }

  int backoffs() {
    return backoffs.size();
  }

  private void pruneBad(String topic, long now) {
    for (var peer : List.copyOf(of(topic))) {
      if (!peers.isAbove(peer, 0)) {
        prune(peer, topic, Exchange.NONE, settings.timing().pruneBackoff(), now);
      }
    }
  }

  private void fill(String topic, int wanted, long now) {
    for (var peer : candidates(topic, now)) {
      if (of(topic).size() >= wanted) {
        return;
      }
      graft(peer, topic, now);
    }
  }

  private void addOutbound(String topic, long now) {
    long outbound = of(topic).stream().filter(PeerState::isOutbound).count();
    if (of(topic).size() < settings.mesh().low() || outbound >= settings.mesh().outbound()) {
      return;
    }
    for (var peer : candidates(topic, now)) {
      if (outbound >= settings.mesh().outbound()) {
        return;
      }
      if (peer.isOutbound()) {
        graft(peer, topic, now);
        outbound++;
      }
    }
  }

  private void addBetter(String topic, long now) {
    var scores = of(topic).stream().map(peer -> peers.scores.of(peer.id)).sorted().toList();
    if (scores.size() < 2) {
      return;
    }
    double median = scores.get(scores.size() / 2);
    if (median >= peers.scores.thresholds().opportunisticGraft()) {
      return;
    }
    candidates(topic, now).stream()
        .filter(peer -> peers.scores.of(peer.id) > median)
        .limit(OPPORTUNISTIC_GRAFTS)
        .toList()
        .forEach(peer -> graft(peer, topic, now));
  }

  /** Keeps the best, then some by lot, and among all enough that we dialled. */
  private void shrink(String topic, long now) {
    var wanted = settings.mesh();
    var members = new ArrayList<>(of(topic));
    peers.shuffle(members);
    members.sort(Comparator.comparingDouble((PeerState p) -> peers.scores.of(p.id)).reversed());
    peers.shuffle(members.subList(wanted.scored(), members.size()));
    var kept = new ArrayList<>(members.subList(0, wanted.degree()));
    var others = members.subList(wanted.degree(), members.size());
    long outbound = kept.stream().filter(PeerState::isOutbound).count();
    int last = kept.size() - 1;
    for (var peer : others) {
      while (last >= 0 && kept.get(last).isOutbound()) {
        last--;
      }
      if (outbound < wanted.outbound() && peer.isOutbound() && last >= 0) {
        kept.set(last, peer);
        outbound++;
      }
    }
    for (var peer : members) {
      if (!kept.contains(peer)) {
        prune(peer, topic, Exchange.OFFER, settings.timing().pruneBackoff(), now);
      }
    }
  }

  private List<PeerState> candidates(String topic, long now) {
    long slack = settings.timing().heartbeat().toMillis();
    return peers.on(
        topic,
        peer ->
            !of(topic).contains(peer)
                && backoffs.end(topic, peer.id) <= now - slack
                && peers.isAbove(peer, 0));
  }

  private void graft(PeerState peer, String topic, long now) {
    add(peer, topic, now);
    peer.graft.add(topic);
  }

  private void add(PeerState peer, String topic, long now) {
    var members = mesh.get(topic);
    if (members != null && members.add(peer)) {
      peers.scores.grafted(peer.id, topic, now);
    }
  }

  private void drop(PeerState peer, String topic) {
    var members = mesh.get(topic);
    if (members != null && members.remove(peer)) {
      peer.graft.remove(topic);
      peers.scores.pruned(peer.id, topic);
    }
  }

  private void refuse(PeerState peer, String topic, Exchange exchange, long now) {
    prune(peer, topic, exchange, settings.timing().pruneBackoff(), now);
  }

  private void prune(PeerState peer, String topic, Exchange exchange, Duration backoff, long now) {
    drop(peer, topic);
    backoffs.add(topic, peer.id, now + backoff.toMillis());
    boolean modern = peer.version == Link.Version.V1_1;
    var others = exchange == Exchange.OFFER && modern ? exchanged(peer, topic) : List.<Bytes>of();
    peer.prune.add(new Prune(topic, others, modern ? backoff.toSeconds() : 0));
  }

  private List<Bytes> exchanged(PeerState peer, String topic) {
    return peers.on(topic, other -> other != peer && peers.isAbove(other, 0)).stream()
        .limit(settings.policy().exchangedPeers())
        .map(other -> other.id.multihash())
        .toList();
  }

  private List<PeerId> unknown(List<Bytes> ids) {
    var unknown = new ArrayList<PeerId>();
    for (var bytes : ids) {
      try {
        var id = PeerId.decode(bytes.toArray());
        if (peers.get(id).isEmpty() && !unknown.contains(id)) {
          unknown.add(id);
        }
      } catch (PeerFault unreadable) {
        // One name that is none says nothing about the others.
      }
    }
    return unknown;
  }
}
