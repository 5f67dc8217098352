package io.alys.workflows.model;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.WorkHistory;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.rules.Commit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocks by number, at most 64, genesis first; what each commits comes from the production rule
 * 2.4.
 */
final class Tree {

  static final int CAPACITY = 64;
  static final int GENESIS = 0;

  private static final Hash32[] ROOTS = roots();

  private final List<BlockContext> contexts = new ArrayList<>();
  private final int[] parents = new int[CAPACITY];
  private final long[] lines = new long[CAPACITY];

  Tree() {
    append(0, null);
  }

  /** Every block up to a slot, {@code variants} of them for each parent and slot. */
  static Tree complete(int slots, int variants) {
    var tree = new Tree();
    for (int slot = 1; slot <= slots; slot++) {
      var below = tree.size();
      for (int parent = 0; parent < below; parent++) {
        for (int variant = 0; variant < variants; variant++) {
          tree.add(parent, slot);
        }
      }
    }
    return tree;
  }

  /** Adds a block; its number. */
  int add(int parent, long slot) {
    parents[size()] = parent;
    return append(slot, contexts.get(parent));
  }

  int size() {
    return contexts.size();
  }

  BlockContext context(int block) {
    return contexts.get(block);
  }

  long slot(int block) {
    return contexts.get(block).slot().value();
  }

  int parent(int block) {
    return parents[block];
  }

  /** The block and its ancestors, a bit each. */
  long line(int block) {
    return lines[block];
  }

  /** The number of a root of this tree. */
  int number(Hash32 root) {
    return root.bytes().at(0);
  }

  /** The block that a certified one commits by rule 2.4. */
  int committedBy(int block) {
    return number(contexts.get(block).committed().root());
  }

  /** Whether one of the two is the other or its ancestor. */
  boolean isOneChain(int one, int other) {
    return (lines[one] >>> other & 1) == 1 || (lines[other] >>> one & 1) == 1;
  }

  private int append(long slot, @Nullable BlockContext parent) {
    var number = contexts.size();
    var height = parent == null ? Height.ZERO : parent.height().next();
    var self = new BlockRef(ROOTS[number], height);
    var committed = parent == null ? self : Commit.after(parent, new Slot(slot));
    contexts.add(
        new BlockContext(
            self,
            parent == null ? Hash32.ZERO : parent.root(),
            new Slot(slot),
            Hash32.ZERO,
            UInt64.of(slot),
            parent == null ? self : parent.lastFinal(),
            committed,
            parent == null ? self : parent.lastPow(),
            WorkHistory.EMPTY,
            Wei.ZERO,
            Wei.ZERO,
            UInt64.ZERO,
            null));
    lines[number] = 1L << number | (parent == null ? 0 : lines[parents[number]]);
    return number;
  }

  private static Hash32[] roots() {
    var roots = new Hash32[CAPACITY];
    for (int number = 0; number < CAPACITY; number++) {
      var bytes = new byte[Hash32.SIZE];
      bytes[0] = (byte) number;
      roots[number] = new Hash32(Bytes.of(bytes));
    }
    return roots;
  }
}
