package io.alys.workflows.rules;

import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Wei;
import java.util.List;

/**
 * The blocks that an AuxPoW header finalises, found on the ancestry of the block that carries it
 * (rule 7.2).
 *
 * @param before lastFinal, the block before the range
 * @param blocks the range, oldest first
 */
public record FinalRange(BlockContext before, List<BlockContext> blocks) {

  /** Keeps a copy of the list, which is never empty. */
  public FinalRange {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("a range has a block");
    }
  }

  /** Whether a header's range exists. */
  public sealed interface Resolution {

    /** It does. */
    record Found(FinalRange range) implements Resolution {}

    /** It doesn't. */
    record Wrong(BlockRefusal refusal) implements Resolution {}

    /** A block between lastFinal and the parent is not at hand. */
    record Missing() implements Resolution {}
  }

  /** Finds the range of a header in a block on this ancestry. */
  public static Resolution resolve(AuxPowHeader header, Ancestry ancestry) {
    var parent = ancestry.parent();
    var before = ancestry.view().context(parent.lastFinal().root());
    var path = ancestry.view().path(parent.lastFinal(), parent.root());
    if (before.isEmpty() || path.isEmpty()) {
      return new Resolution.Missing();
    }
    var open = path.get();
    var start = open.isEmpty() ? "none" : open.getFirst().root().toString();
    if (!start.equals(header.rangeStart().toString())) {
      return wrong(BlockRefusal.Code.RANGE_START_NOT_AFTER_LAST_FINAL, start, header.rangeStart());
    }
    var length = lengthTo(open, header.rangeEnd());
    if (length == 0) {
      return wrong(
          BlockRefusal.Code.RANGE_END_NOT_ON_ANCESTRY,
          "a block from " + open.getFirst().self() + " to " + parent.self(),
          header.rangeEnd());
    }
    var end = open.get(length - 1);
    if (end.height().isAbove(parent.committed().height())) {
      return wrong(
          BlockRefusal.Code.RANGE_END_NOT_COMMITTED, "at most " + parent.committed(), end.self());
    }
    return new Resolution.Found(new FinalRange(before.get(), open.subList(0, length)));
  }

  /** The last block of the range. */
  public BlockContext end() {
    return blocks.getLast();
  }

  /** Roots of the range, oldest first. */
  public List<Hash32> roots() {
    return blocks.stream().map(BlockContext::root).toList();
  }

  /** Priority fees of all blocks of the range. */
  public Wei fees() {
    return end().cumulativeFees().minus(before.cumulativeFees());
  }

  private static int lengthTo(List<BlockContext> open, Hash32 end) {
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).root().equals(end)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static Resolution wrong(BlockRefusal.Code code, Object expected, Object found) {
    return new Resolution.Wrong(BlockRefusal.of(code, expected, found));
  }
}
