package io.alys.workflows.model;

import io.alys.workflows.model.World.Setting;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random schedules of an adversary who proposes what he likes, delivers certificates when he likes
 * and asks for votes in any order, with a taste for forks one or two slots deep.
 */
final class RandomSchedules {

  private static final int SLOTS = 8;
  private static final int STEPS_PER_SLOT = 4;

  private final RandomGenerator random;
  private final Setting setting;

  private RandomSchedules(long seed, Setting setting) {
    this.random = new SplittableRandom(seed);
    this.setting = setting;
  }

  /** The number of the first schedule that violates safety, or -1. */
  static int firstViolation(Setting setting, int schedules, long seed) {
    for (int i = 0; i < schedules; i++) {
      if (new RandomSchedules(seed + i, setting).isViolated()) {
        return i;
      }
    }
    return -1;
  }

  private boolean isViolated() {
    var tree = new Tree();
    var world = new World(tree, setting);
    for (int slot = 1; slot <= SLOTS; slot++) {
      propose(tree, slot);
      if (random.nextInt(3) == 0) {
        propose(tree, Math.max(1, slot - random.nextInt(2)));
      }
      for (int step = 0; step < STEPS_PER_SLOT; step++) {
        ask(tree, world);
      }
      deliverSomething(tree, world);
      if (world.isViolated()) {
        return true;
      }
    }
    return false;
  }

  /** A block on one of the last few, or sometimes on any. */
  private void propose(Tree tree, int slot) {
    var span = random.nextInt(5) == 0 ? tree.size() : Math.min(tree.size(), 3);
    var parent = tree.size() - 1 - random.nextInt(span);
    while (tree.slot(parent) >= slot) {
      parent = tree.parent(parent);
    }
    tree.add(parent, slot);
  }

  /** Most nodes are asked about one of the last blocks, with the ancestors they need or without. */
  private void ask(Tree tree, World world) {
    var span = random.nextInt(4) == 0 ? tree.size() - 1 : Math.min(tree.size() - 1, 2);
    var block = tree.size() - 1 - random.nextInt(span);
    for (int node = 0; node < world.honest(); node++) {
      if (random.nextInt(3) > 0) {
        if (random.nextInt(8) > 0) {
          world.deliverLine(node, tree.parent(block));
        }
        world.vote(node, block);
      }
    }
  }

  private void deliverSomething(Tree tree, World world) {
    var node = random.nextInt(world.honest());
    world.deliverLine(node, random.nextInt(tree.size()));
  }
}
