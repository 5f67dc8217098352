package io.alys.actors.chain;

import io.alys.actors.runtime.Current;
import io.alys.actors.runtime.Origin;
import io.alys.messages.types.Hash32;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * In whose name the last blocks were imported, so that a block's commit, which follows from a later
 * block, is still part of its own conversation and trace. Part of the ChainActor.
 */
final class BlockOrigins {

  private static final int MOST = 256;

  private final Map<Hash32, Origin> origins =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash32, Origin> eldest) {
          return size() > MOST;
        }
      };

  /** The message in hand completes the import of a block. */
  void remember(Hash32 root) {
    origins.put(root, Current.origin());
  }

  /** Does the last thing that there is to do about a block. */
  void finish(Hash32 root, Runnable action) {
    var origin = origins.remove(root);
    if (origin == null) {
      action.run();
    } else {
      Current.within(origin, action);
    }
  }
}
