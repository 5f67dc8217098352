package io.alys.workflows.model;

import io.alys.messages.chain.Watermark;
import io.alys.workflows.rules.Quorum;
import io.alys.workflows.rules.VoteClauses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * n nodes of which some are dishonest and sign everything at once; only the honest ones are nodes
 * here. Proposals are the adversary's altogether: the rule that a slot has one author is left out,
 * so every schedule of the real protocol is one of these, and more.
 */
final class World {

  private final Tree tree;
  private final int honestNeeded;
  private final List<ModelNode> nodes;
  private final int[] votes = new int[Tree.CAPACITY];
  private long certified = 1;
  private int committed = Tree.GENESIS;
  private boolean violated;

  World(Tree tree, Setting setting) {
    this.tree = tree;
    honestNeeded = Quorum.of(setting.authorities()) - setting.dishonest();
    nodes = new ArrayList<>();
    for (int i = setting.dishonest(); i < setting.authorities(); i++) {
      nodes.add(new ModelNode(tree, setting.rule(), setting.authorities()));
    }
  }

  private World(World other) {
    tree = other.tree;
    honestNeeded = other.honestNeeded;
    nodes = new ArrayList<>(other.nodes);
    System.arraycopy(other.votes, 0, votes, 0, votes.length);
    certified = other.certified;
    committed = other.committed;
    violated = other.violated;
  }

  /** Who takes part and by which rule. */
  record Setting(int authorities, int dishonest, VoteClauses rule) {}

  /** The world after this node is replaced by a copy, so that it alone may be changed. */
  World with(int node) {
    var copy = new World(this);
    copy.nodes.set(node, nodes.get(node).copy());
    return copy;
  }

  int honest() {
    return nodes.size();
  }

  ModelNode node(int i) {
    return nodes.get(i);
  }

  boolean isCertified(int block) {
    return (certified >>> block & 1) == 1;
  }

  /** Whether two committed blocks stand beside each other. */
  boolean isViolated() {
    return violated;
  }

  /** Lets a certified block reach a node that knows its parent. */
  boolean deliver(int node, int block) {
    if (!isCertified(block) || nodes.get(node).knows(block)) {
      return false;
    }
    if (!nodes.get(node).knows(tree.parent(block))) {
      return false;
    }
    nodes.get(node).learn(block);
    return true;
  }

  /** Lets a block and its ancestors reach a node, as far as they are certified. */
  void deliverLine(int node, int block) {
    if (block != Tree.GENESIS && !nodes.get(node).knows(block)) {
      deliverLine(node, tree.parent(block));
      deliver(node, block);
    }
  }

  /** Asks a node for its vote. */
  void vote(int node, int block) {
    if (!nodes.get(node).hasSigned(block)) {
      nodes.get(node).consider(block).ifPresent(next -> sign(node, block, next));
    }
  }

  /** Lets a node sign what it {@linkplain ModelNode#consider would}. */
  void sign(int node, int block, Watermark next) {
    nodes.get(node).sign(block, next);
    votes[block]++;
    if (votes[block] == honestNeeded) {
      certify(block);
    }
  }

  /** The state of all nodes, whichever is which. */
  long[] state() {
    var states = new long[nodes.size()][];
    for (int i = 0; i < states.length; i++) {
      states[i] = nodes.get(i).state();
    }
    Arrays.sort(states, Arrays::compare);
    var joined = new long[3 * states.length];
    for (int i = 0; i < states.length; i++) {
      System.arraycopy(states[i], 0, joined, 3 * i, 3);
    }
    return joined;
  }

  private void certify(int block) {
    certified |= 1L << block;
    commitPair(tree.parent(block), block);
    for (int child = 1; child < tree.size(); child++) {
      if (tree.parent(child) == block && isCertified(child)) {
        commitPair(block, child);
      }
    }
  }

  private void commitPair(int parent, int child) {
    if (!isCertified(parent) || tree.committedBy(child) != parent) {
      return;
    }
    if (!tree.isOneChain(committed, parent)) {
      violated = true;
    } else if (tree.slot(parent) > tree.slot(committed)) {
      committed = parent;
    }
  }
}
