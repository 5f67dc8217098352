package io.alys.workflows.head;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.workflows.chain.ChainView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Contexts of certified blocks at hand: the chain from lastFinal of the committed floor up to the
 * floor, and every branch above it. Owned by one actor; never holds a block below lastFinal or one
 * that conflicts with the floor.
 */
public final class ChainTree implements ChainView {

  private final Map<Hash32, BlockContext> contexts = new LinkedHashMap<>();
  private BlockRef floor;

  /** A tree over stored contexts, among them the floor's and its ancestry down to lastFinal. */
  public ChainTree(BlockRef floor, Collection<BlockContext> stored) {
    this.floor = floor;
    stored.stream()
        .sorted(Comparator.comparing(BlockContext::height))
        .forEach(context -> contexts.put(context.root(), context));
    if (!contexts.containsKey(floor.root())) {
      throw new IllegalArgumentException("the floor " + floor + " is not among the contexts");
    }
    prune();
  }

  @Override
  public Optional<BlockContext> context(Hash32 root) {
    return Optional.ofNullable(contexts.get(root));
  }

  @Override
  public BlockRef floor() {
    return floor;
  }

  /** The context of a block that the caller knows to be at hand. */
  public BlockContext at(BlockRef block) {
    return context(block.root())
        .orElseThrow(() -> new IllegalStateException("block " + block + " left the tree"));
  }

  /** Adds a certified block whose parent is at hand. */
  public void add(BlockContext context) {
    if (!contexts.containsKey(context.parent())) {
      throw new IllegalArgumentException("parent of " + context.self() + " is not at hand");
    }
    contexts.put(context.root(), context);
  }

  /** Blocks without a child at hand that descend from the floor (the floor itself when alone). */
  public List<BlockContext> tips() {
    var parents = new HashSet<Hash32>();
    contexts.values().forEach(context -> parents.add(context.parent()));
    var tips = new ArrayList<BlockContext>();
    for (var context : contexts.values()) {
      if (!parents.contains(context.root()) && descends(context, floor)) {
        tips.add(context);
      }
    }
    return tips;
  }

  /** Whether {@code ancestor} is the block itself or lies in its ancestry at hand. */
  public boolean descends(BlockContext block, BlockRef ancestor) {
    var cursor = block;
    while (cursor.height().isAbove(ancestor.height())) {
      var parent = contexts.get(cursor.parent());
      if (parent == null) {
        return false;
      }
      cursor = parent;
    }
    return cursor.root().equals(ancestor.root());
  }

  /** The highest common ancestor of two blocks at hand. */
  public Optional<BlockContext> forkPoint(BlockContext a, BlockContext b) {
    var left = Optional.of(a);
    var right = Optional.of(b);
    while (left.isPresent() && right.isPresent()) {
      var l = left.get();
      var r = right.get();
      if (l.root().equals(r.root())) {
        return left;
      }
      if (!r.height().isAbove(l.height())) {
        left = context(l.parent());
      }
      if (!l.height().isAbove(r.height())) {
        right = context(r.parent());
      }
    }
    return Optional.empty();
  }

  /**
   * Moves the floor up to a descendant and forgets what can never be needed again: branches beside
   * the floor, and the chain below its lastFinal.
   */
  public void raiseFloor(BlockRef to) {
    if (!descends(at(to), floor)) {
      throw new IllegalArgumentException("the floor can only rise along its own chain");
    }
    floor = to;
    prune();
  }

  /** Number of contexts at hand. */
  public int size() {
    return contexts.size();
  }

  private void prune() {
    var base = at(floor);
    var lowest = base.lastFinal().height();
    var kept = new HashSet<Hash32>();
    var cursor = Optional.of(base);
    while (cursor.isPresent() && !lowest.isAbove(cursor.get().height())) {
      kept.add(cursor.get().root());
      cursor = context(cursor.get().parent());
    }
    // Insertion order is parents first, so one pass finds every descendant of the floor.
    for (var context : contexts.values()) {
      var above = context.height().isAbove(floor.height());
      if (above && kept.contains(context.parent()) && !isBelowFloor(context.parent())) {
        kept.add(context.root());
      }
    }
    contexts.keySet().retainAll(kept);
  }

  private boolean isBelowFloor(Hash32 root) {
    var context = contexts.get(root);
    return context == null || floor.height().isAbove(context.height());
  }
}
