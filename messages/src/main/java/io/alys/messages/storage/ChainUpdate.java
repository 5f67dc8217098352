package io.alys.messages.storage;

import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.types.BlockRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One atomic change of the stored chain.
 *
 * @param blocks to add or replace (same root with more approvals)
 * @param canonical height index to rewrite, ascending heights without gap; when it is not empty,
 *     its last entry is the new canonical tip and entries above it are removed
 * @param heads the heads from now on; null leaves them as they are
 */
public record ChainUpdate(
    List<StoredBlock> blocks, List<BlockRef> canonical, @Nullable ChainHeads heads)
    implements Tagged {

  /** Keeps copies of the lists; the heights of the index must follow each other. */
  public ChainUpdate {
    blocks = List.copyOf(blocks);
    canonical = List.copyOf(canonical);
    for (int i = 1; i < canonical.size(); i++) {
      if (canonical.get(i).height().minus(canonical.get(i - 1).height()) != 1) {
        throw new IllegalArgumentException("canonical heights must ascend without gap");
      }
    }
  }

  /** About the last of the blocks. */
  @Override
  public Tags tags() {
    return blocks.isEmpty() ? Tags.NONE : Tags.block(blocks.getLast().context().root());
  }
}
