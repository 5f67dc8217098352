package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.types.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages of the last heartbeats, for those who ask for them. */
final class MessageCache {

  private final RouterSettings.Lazy settings;
  private final long maxBytes;
  private final Map<Bytes, Entry> entries = new LinkedHashMap<>();
  private final ArrayDeque<List<Bytes>> windows = new ArrayDeque<>();
  private long bytes;

  /** A message as it is sent, and who got it on demand. */
  private static final class Entry {
    private final String topic;
    private final byte[] frame;
    private final Map<PeerId, Integer> sent = new HashMap<>();

    Entry(String topic, byte[] frame) {
      this.topic = topic;
      this.frame = frame;
    }
  }

  MessageCache(RouterSettings.Lazy settings, long maxBytes) {
    this.settings = settings;
    this.maxBytes = maxBytes;
    windows.addFirst(new ArrayList<>());
  }

  void put(Bytes id, String topic, byte[] frame) {
    if (entries.putIfAbsent(id, new Entry(topic, frame)) == null) {
      windows.element().add(id);
      bytes += frame.length;
      var oldest = entries.keySet().iterator();
      while (bytes > maxBytes && entries.size() > 1) {
        remove(oldest.next());
        oldest = entries.keySet().iterator();
      }
    }
  }

  /** A message for a peer that asks, unless it has asked often enough. */
  Optional<byte[]> take(Bytes id, PeerId peer) {
    var entry = entries.get(id);
    if (entry == null || entry.sent.merge(peer, 1, Integer::sum) > settings.retransmissions()) {
      return Optional.empty();
    }
    return Optional.of(entry.frame);
  }

  /** What others hear of on a topic. */
  List<Bytes> advertised(String topic) {
    var ids = new ArrayList<Bytes>();
    var newest = windows.iterator();
    for (int i = 0; i < settings.advertised() && newest.hasNext(); i++) {
      for (var id : newest.next()) {
        var entry = entries.get(id);
        if (entry != null && entry.topic.equals(topic)) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  /** A heartbeat has passed. */
  void shift() {
    if (windows.size() == settings.history()) {
      windows.removeLast().forEach(this::remove);
    }
    windows.addFirst(new ArrayList<>());
  }

  long bytes() {
    return bytes;
  }

  private void remove(Bytes id) {
    var entry = entries.remove(id);
    if (entry != null) {
      bytes -= entry.frame.length;
    }
  }
}
