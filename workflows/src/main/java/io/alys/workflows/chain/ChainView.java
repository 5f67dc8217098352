package io.alys.workflows.chain;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Contexts of the certified blocks that a node keeps at hand: at least every block from lastFinal
 * of the committed floor upwards, on every branch above the floor.
 */
public interface ChainView {

  /** The context of a block at hand. */
  Optional<BlockContext> context(Hash32 root);

  /** The committed floor that no reorganisation crosses. */
  BlockRef floor();

  /**
   * The blocks after {@code below} (exclusive) up to {@code tip} (inclusive), oldest first; empty
   * when {@code below} is not an ancestor of {@code tip} or the walk leaves the view.
   */
  default Optional<List<BlockContext>> path(BlockRef below, Hash32 tip) {
    var found = new ArrayList<BlockContext>();
    var cursor = tip;
    while (!cursor.equals(below.root())) {
      var context = context(cursor);
      if (context.isEmpty() || !context.get().height().isAbove(below.height())) {
        return Optional.empty();
      }
      found.add(context.get());
      cursor = context.get().parent();
    }
    return Optional.of(found.reversed());
  }
}
