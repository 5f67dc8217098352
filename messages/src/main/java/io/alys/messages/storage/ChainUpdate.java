package io.alys.messages.storage;

import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.types.BlockRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One atomic change of the block store.
 *
 * @param blocks blocks to add or replace (the same root with more approvals)
 * @param canonical entries of the canonical height index to write, ascending; entries above the new
 *     certified head are removed
 * @param heads the new heads, null when they stay
 */
public record ChainUpdate(
    List<StoredBlock> blocks, List<BlockRef> canonical, @Nullable ChainHeads heads) {

  /** Keeps copies of the lists. */
  public ChainUpdate {
    blocks = List.copyOf(blocks);
    canonical = List.copyOf(canonical);
  }
}
