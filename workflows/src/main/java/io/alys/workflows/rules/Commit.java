package io.alys.workflows.rules;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.chain.ChainView;

/** When a block is committed (rule 2.4). */
public final class Commit {

  private Commit() {}

  /**
   * What a certified block of {@code slot} on {@code parent} commits: the parent when it has the
   * slot just before, else what the parent's ancestry commits.
   */
  public static BlockRef after(BlockContext parent, Slot slot) {
    return slot.minus(parent.slot()) == 1 ? parent.self() : parent.committed();
  }

  /**
   * Whether the view's floor is {@code parent} or an ancestor of it, as a child of it must have.
   */
  public static boolean extendsFloor(ChainView view, Hash32 parent) {
    return view.path(view.floor(), parent).isPresent();
  }
}
