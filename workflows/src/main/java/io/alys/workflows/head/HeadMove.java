package io.alys.workflows.head;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.types.BlockRef;
import io.alys.workflows.rules.ForkChoice;
import java.util.List;
import java.util.Optional;

/**
 * What a newly certified block does to the heads (rules 2.4 to 2.6).
 *
 * @param heads the heads after the move
 * @param canonical entries of the canonical height index that change, ascending
 * @param committed the blocks that the move commits, oldest first
 * @param abandoned where the old head's branch was left, when the move is a reorganisation
 */
public record HeadMove(
    ChainHeads heads,
    List<BlockRef> canonical,
    List<BlockContext> committed,
    Optional<BlockRef> abandoned) {

  /** Keeps copies of the lists. */
  public HeadMove {
    canonical = List.copyOf(canonical);
    committed = List.copyOf(committed);
  }

  /** What the fork choice says. */
  public sealed interface Outcome {

    /** The head moves. */
    record Moved(HeadMove move) implements Outcome {}

    /** The head stays; the block is a branch. */
    record Stays() implements Outcome {}

    /** A committed chain beside the own one: never switch, stop signing (2.5). */
    record Conflict(BlockRef floor, BlockRef other) implements Outcome {}
  }

  /** The move from {@code before} over a tree that already holds the new block. */
  public static Outcome of(ChainTree tree, ChainHeads before) {
    return switch (ForkChoice.best(tree, tree.tips())) {
      case ForkChoice.Choice.Conflict conflict ->
          new Outcome.Conflict(conflict.floor(), conflict.other());
      case ForkChoice.Choice.Tip best when best.tip().self().equals(before.certified()) ->
          new Outcome.Stays();
      case ForkChoice.Choice.Tip best -> new Outcome.Moved(to(best.tip(), tree, before));
    };
  }

  private static HeadMove to(BlockContext tip, ChainTree tree, ChainHeads before) {
    var floor = tree.floor();
    var rises = tip.committed().height().isAbove(floor.height());
    var committed = rises ? tip.committed() : floor;
    var old = tree.at(before.certified());
    var fork =
        tree.forkPoint(old, tip)
            .orElseThrow(() -> new IllegalStateException("no common ancestor at hand"));
    var reorganised = !fork.self().equals(before.certified());
    return new HeadMove(
        new ChainHeads(tip.self(), committed, tree.at(committed).lastFinal()),
        refs(tree.path(fork.self(), tip.root()).orElseThrow()),
        tree.path(floor, committed.root()).orElseThrow(),
        reorganised ? Optional.of(fork.self()) : Optional.empty());
  }

  private static List<BlockRef> refs(List<BlockContext> path) {
    return path.stream().map(BlockContext::self).toList();
  }
}
