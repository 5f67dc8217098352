package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.types.Bytes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Messages that peers said they have, and were asked for: one of each question is watched. */
final class Promises {

  private final Map<Bytes, Map<PeerId, Long>> deadlines = new LinkedHashMap<>();

  void add(Bytes id, PeerId peer, long deadline) {
    deadlines.computeIfAbsent(id, key -> new HashMap<>()).putIfAbsent(peer, deadline);
  }

  /** The message is here, whoever brought it. */
  void fulfilled(Bytes id) {
    deadlines.remove(id);
  }

  void forget(PeerId peer) {
    deadlines.values().forEach(peers -> peers.remove(peer));
    deadlines.values().removeIf(Map::isEmpty);
  }

  /** How many each peer has broken since the last call. */
  Map<PeerId, Integer> broken(long now) {
    var broken = new LinkedHashMap<PeerId, Integer>();
    for (var peers : deadlines.values()) {
      var each = peers.entrySet().iterator();
      while (each.hasNext()) {
        var promise = each.next();
        if (promise.getValue() <= now) {
          broken.merge(promise.getKey(), 1, Integer::sum);
          each.remove();
        }
      }
    }
    deadlines.values().removeIf(Map::isEmpty);
    return broken;
  }

  int size() {
    return deadlines.values().stream().mapToInt(Map::size).sum();
  }
}
