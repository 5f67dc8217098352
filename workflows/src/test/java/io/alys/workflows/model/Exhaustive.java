package io.alys.workflows.model;

import io.alys.messages.chain.Watermark;
import io.alys.workflows.model.World.Setting;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Every state that is reachable with blocks up to a slot. */
final class Exhaustive {

  private final Tree tree;
  private final Order order;
  private final Set<Key> seen = new HashSet<>();
  private final ArrayDeque<Step> open = new ArrayDeque<>();
  private boolean violated;

  private Exhaustive(Tree tree, Order order) {
    this.tree = tree;
    this.order = order;
  }

  /** In which order things may happen. */
  enum Order {
    /**
     * Any node may vote on any block at any time, and any certified block may reach any node at any
     * time or never.
     */
    ANY,
    /**
     * All votes of a slot before those of the next, certificates delivered when a vote needs them.
     * Nothing is lost while the slot clause holds: a vote of a later slot can't be what a vote of
     * an earlier slot needs, so every schedule can be sorted by slot; and a certificate that
     * arrives earlier than a vote needs it only raises the floor and so forbids.
     */
    BY_SLOT
  }

  /** Blocks up to {@code slots}, {@code variants} of them for each parent and slot. */
  record Bound(int slots, int variants, Order order) {}

  /** How many states there are and whether one of them is a violation, where the search ends. */
  record Outcome(int states, boolean violated) {}

  static Outcome search(Setting setting, Bound bound) {
    var search = new Exhaustive(Tree.complete(bound.slots(), bound.variants()), bound.order());
    search.visit(new World(search.tree, setting), 1);
    while (!search.open.isEmpty() && !search.violated) {
      var step = search.open.removeLast();
      search.expand(step);
    }
    return new Outcome(search.seen.size(), search.violated);
  }

  private void expand(Step step) {
    for (int node = 0; node < step.world.honest(); node++) {
      for (int block = 1; block < tree.size(); block++) {
        if (order == Order.ANY) {
          deliver(step.world, node, block);
        }
        if (order == Order.ANY || tree.slot(block) == step.slot) {
          vote(step, node, block);
        }
      }
    }
    if (order == Order.BY_SLOT && step.slot < tree.slot(tree.size() - 1)) {
      visit(step.world, step.slot + 1);
    }
  }

  private void deliver(World world, int node, int block) {
    if (world.isCertified(block) && !world.node(node).knows(block)) {
      var next = world.with(node);
      if (next.deliver(node, block)) {
        visit(next, 0);
      }
    }
  }

  private void vote(Step step, int node, int block) {
    if (step.world.node(node).hasSigned(block)) {
      return;
    }
    var ready = step.world;
    if (order == Order.BY_SLOT && !ready.node(node).knows(tree.parent(block))) {
      ready = ready.with(node);
      ready.deliverLine(node, tree.parent(block));
    }
    var next = ready.node(node).consider(block);
    if (next.isPresent()) {
      visit(signed(ready, node, block, next.get()), step.slot);
    }
  }

  private static World signed(World world, int node, int block, Watermark watermark) {
    var next = world.with(node);
    next.sign(node, block, watermark);
    return next;
  }

  private void visit(World world, long slot) {
    if (seen.add(new Key(world.state(), slot))) {
      violated |= world.isViolated();
      open.addLast(new Step(world, slot));
    }
  }

  private record Step(World world, long slot) {}

  private static final class Key {
    private final long[] state;

    private Key(long[] state, long slot) {
      this.state = Arrays.copyOf(state, state.length + 1);
      this.state[state.length] = slot;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && Arrays.equals(state, that.state);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(state);
    }
  }
}
