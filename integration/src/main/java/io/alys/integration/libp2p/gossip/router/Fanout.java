package io.alys.integration.libp2p.gossip.router;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Peers for topics that this node publishes on and does not listen to. */
final class Fanout {

  private final RouterSettings settings;
  private final Peers peers;
  private final Map<String, Group> groups = new LinkedHashMap<>();

  private static final class Group {
    private final Set<PeerState> members = new LinkedHashSet<>();
    private long until;
  }

  Fanout(RouterSettings settings, Peers peers) {
    this.settings = settings;
    this.peers = peers;
  }

  /** The peers to publish to now. */
  Set<PeerState> use(String topic, long now) {
    var group = groups.computeIfAbsent(topic, key -> new Group());
    group.until = now + settings.timing().fanout().toMillis();
    fill(topic, group);
    return group.members;
  }

  Set<String> topics() {
    return groups.keySet();
  }

  Set<PeerState> of(String topic) {
    var group = groups.get(topic);
    return group == null ? Set.of() : group.members;
  }

  /** The node listens to the topic from now on. */
  Set<PeerState> end(String topic) {
    var group = groups.remove(topic);
    return group == null ? Set.of() : group.members;
  }

  void left(PeerState peer, String topic) {
    var group = groups.get(topic);
    if (group != null) {
      group.members.remove(peer);
    }
  }

  void gone(PeerState peer) {
    groups.values().forEach(group -> group.members.remove(peer));
  }

  void heartbeat(long now) {
    groups.values().removeIf(group -> group.until <= now);
    groups.forEach(
        (topic, group) -> {
          group.members.removeIf(peer -> !isFair(peer));
          fill(topic, group);
        });
  }

  private void fill(String topic, Group group) {
    int missing = settings.mesh().degree() - group.members.size();
    if (missing > 0) {
      peers.on(topic, peer -> !group.members.contains(peer) && isFair(peer)).stream()
          .limit(missing)
          .forEach(group.members::add);
    }
  }

  private boolean isFair(PeerState peer) {
    return peers.isAbove(peer, peers.scores.thresholds().publish());
  }
}
