package io.alys.actors.chain;

import io.alys.messages.types.Hash32;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The blocks that were refused last, and why, so that nobody looks at them twice. */
final class RefusedBlocks {

  private final int capacity;
  private final Map<Hash32, String> codes = new LinkedHashMap<>();

  RefusedBlocks(int capacity) {
    this.capacity = capacity;
  }

  void add(Hash32 root, String code) {
    codes.put(root, code);
    if (codes.size() > capacity) {
      codes.remove(codes.keySet().iterator().next());
    }
  }

  Optional<String> find(Hash32 root) {
    return Optional.ofNullable(codes.get(root));
  }
}
