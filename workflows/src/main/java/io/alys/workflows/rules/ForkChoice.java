package io.alys.workflows.rules;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.BlockRef;
import io.alys.workflows.chain.ChainView;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which certified block is the head (rule 2.5). */
public final class ForkChoice {

  private static final Comparator<BlockContext> HIGHEST_SLOT =
      Comparator.comparing(BlockContext::slot)
          .thenComparing(BlockContext::root, Comparator.reverseOrder());

  private ForkChoice() {}

  /** What the certified blocks say. */
  public sealed interface Choice {

    /** The head. */
    record Tip(BlockContext tip) implements Choice {}

    /** A committed chain beside the own one: stop signing and raise the alarm. */
    record Conflict(BlockRef floor, BlockRef other) implements Choice {}
  }

  /**
   * The candidate with the highest slot that descends from the view's floor, or the conflict that a
   * candidate proves. Candidates are certified; the floor's own context is in the view. Of two
   * certified blocks of one slot, which need over a third of dishonest keys, the lower root wins.
   */
  public static Choice best(ChainView view, Collection<BlockContext> candidates) {
    var conflict = candidates.stream().filter(tip -> conflicts(view, tip)).findFirst();
    if (conflict.isPresent()) {
      return new Choice.Conflict(view.floor(), conflict.get().committed());
    }
    var best =
        candidates.stream()
            .filter(tip -> Commit.extendsFloor(view, tip.root()))
            .max(HIGHEST_SLOT)
            .or(() -> view.context(view.floor().root()))
            .orElseThrow(() -> new IllegalArgumentException("the floor is not in the view"));
    return new Choice.Tip(best);
  }

  private static boolean conflicts(ChainView view, BlockContext tip) {
    var committed = tip.committed();
    if (view.context(committed.root()).isEmpty()) {
      return false;
    }
    return isBeside(view, committed);
  }

  private static boolean isBeside(ChainView view, BlockRef committed) {
    var floor = view.floor();
    Optional<?> path =
        committed.height().isAbove(floor.height())
            ? view.path(floor, committed.root())
            : view.path(committed, floor.root());
    return path.isEmpty();
  }
}
