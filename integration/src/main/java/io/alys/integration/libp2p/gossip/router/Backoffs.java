package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.identity.PeerId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whom not to graft on which topic, and until when. Disconnecting does not end it. */
final class Backoffs {

  private static final int MAX_PER_TOPIC = 4_096;

  private final Map<String, Map<PeerId, Long>> until = new HashMap<>();

  void add(String topic, PeerId peer, long end) {
    var peers = until.computeIfAbsent(topic, key -> new LinkedHashMap<>());
    peers.merge(peer, end, Math::max);
    if (peers.size() > MAX_PER_TOPIC) {
      peers.remove(peers.keySet().iterator().next());
    }
  }

  /** When it ends; a time that is long over when there is none. */
  long end(String topic, PeerId peer) {
    return until.getOrDefault(topic, Map.of()).getOrDefault(peer, Long.MIN_VALUE);
  }

  /** Forgets those that ended before a time. */
  void expire(long before) {
    until.values().forEach(peers -> peers.values().removeIf(end -> end < before));
    until.values().removeIf(Map::isEmpty);
  }

  int size() {
    return until.values().stream().mapToInt(Map::size).sum();
  }
}
