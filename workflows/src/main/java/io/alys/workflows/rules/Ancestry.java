package io.alys.workflows.rules;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.BlockRef;
import io.alys.workflows.chain.ChainView;
import java.util.Set;

/**
 * What a block stands on.
 *
 * @param parent its certified parent
 * @param view the blocks from lastFinal of the committed floor upwards
 * @param sameParentHeader blocks whose AuxPoW has the same parent header as this block's: all
 *     certified ones above the floor, canonical ones at and below it; empty without an AuxPoW
 */
public record Ancestry(BlockContext parent, ChainView view, Set<BlockRef> sameParentHeader) {

  /** Keeps a copy of the set. */
  public Ancestry {
    sameParentHeader = Set.copyOf(sameParentHeader);
  }

  /** For a block whose AuxPoW, if any, has a parent header never seen before. */
  public static Ancestry of(BlockContext parent, ChainView view) {
    return new Ancestry(parent, view, Set.of());
  }

  /** Whether a block of {@link #sameParentHeader} is the parent or an ancestor of it. */
  boolean usesParentHeader() {
    return sameParentHeader.stream().anyMatch(this::isAncestor);
  }

  private boolean isAncestor(BlockRef block) {
    return !block.height().isAbove(view.floor().height())
        || view.path(block, parent.root()).isPresent();
  }
}
