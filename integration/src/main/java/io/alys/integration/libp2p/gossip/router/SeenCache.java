package io.alys.integration.libp2p.gossip.router;

import io.alys.messages.types.Bytes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Messages that have come before: told apart by their keys, known to peers by their ids. */
final class SeenCache {

  /** What became of a message. */
  enum State {
    VALIDATING,
    ACCEPTED,
    IGNORED,
    REJECTED
  }

  private final int max;
  private final long lifetime;
  private final Map<Bytes, Entry> entries = new LinkedHashMap<>();
  private final Map<Bytes, Integer> ids = new HashMap<>();

  private record Entry(Bytes id, State state, long until) {}

  SeenCache(int max, long lifetime) {
    this.max = max;
    this.lifetime = lifetime;
  }

  Optional<State> state(Bytes key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::state);
  }

  /** Whether there is no need to ask for a message; one that was rejected may hide another. */
  boolean hasId(Bytes id) {
    return ids.containsKey(id);
  }

  void add(Bytes key, Bytes id, State state, long now) {
    remove(key);
    entries.put(key, new Entry(id, state, now + lifetime));
    ids.merge(id, 1, Integer::sum);
    if (entries.size() > max) {
      remove(entries.keySet().iterator().next());
    }
  }

  void set(Bytes key, State state) {
    var entry = entries.get(key);
    if (entry != null) {
      entries.put(key, new Entry(entry.id(), state, entry.until()));
      if (state == State.REJECTED && entry.state() != State.REJECTED) {
        forgetId(entry.id());
      }
    }
  }

  void expire(long now) {
    var oldest = entries.entrySet().iterator();
    while (oldest.hasNext()) {
      var entry = oldest.next().getValue();
      if (entry.until() > now) {
        return;
      }
      oldest.remove();
      forget(entry);
    }
  }

  int size() {
    return entries.size();
  }

  private void remove(Bytes key) {
    var entry = entries.remove(key);
    if (entry != null) {
      forget(entry);
    }
  }

  private void forget(Entry entry) {
    if (entry.state() != State.REJECTED) {
      forgetId(entry.id());
    }
  }

  private void forgetId(Bytes id) {
    ids.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1);
  }
}
