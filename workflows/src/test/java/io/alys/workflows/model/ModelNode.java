package io.alys.workflows.model;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.Watermark;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.workflows.chain.ChainView;
import io.alys.workflows.rules.ForkChoice;
import io.alys.workflows.rules.SlotTime;
import io.alys.workflows.rules.VoteClauses;
import io.alys.workflows.rules.VoteDecision;
import io.alys.workflows.rules.VoteRequests;
import io.alys.workflows.rules.VoteRequests.Candidate;
import io.alys.workflows.rules.VoteRequests.Observer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An honest node: its watermark and the certified blocks that have reached it, from which its floor
 * follows. It decides by the production rules; every slot has begun on its clock and every payload
 * is valid. Without the parent clause it also sees the blocks that nobody certified.
 */
final class ModelNode implements ChainView {

  private static final SlotTime LATE =
      new SlotTime(Instant.ofEpochSecond(1L << 40), Duration.ofSeconds(1));

  private final Tree tree;
  private final VoteClauses rule;
  private final Observer observer;
  private long known = 1;
  private long signed;
  private int floor = Tree.GENESIS;
  private Watermark watermark = Watermark.FRESH;

  ModelNode(Tree tree, VoteClauses rule, int authorities) {
    this.tree = tree;
    this.rule = rule;
    this.observer = new Observer(LATE, this, authorities);
  }

  /** A node in the same state. */
  ModelNode copy() {
    var copy = new ModelNode(tree, rule, observer.authorities());
    copy.known = known;
    copy.signed = signed;
    copy.floor = floor;
    copy.watermark = watermark;
    return copy;
  }

  @Override
  public Optional<BlockContext> context(Hash32 root) {
    var number = tree.number(root);
    return knows(number) || !rule.has(VoteObstacle.PARENT_NOT_CERTIFIED)
        ? Optional.of(tree.context(number))
        : Optional.empty();
  }

  @Override
  public BlockRef floor() {
    return tree.context(floor).self();
  }

  boolean knows(int block) {
    return (known >>> block & 1) == 1;
  }

  boolean hasSigned(int block) {
    return (signed >>> block & 1) == 1;
  }

  /** Everything about the node that its future depends on. */
  long[] state() {
    return new long[] {
      signed, known, watermark.slot().value() << 32 | watermark.lockSlot().value()
    };
  }

  /** A certified block arrives; its parent is known. The floor follows the fork choice's tip. */
  void learn(int block) {
    known |= 1L << block;
    var committed = tree.committedBy(block);
    var higher = tree.context(committed).height().isAbove(tree.context(floor).height());
    var choice = ForkChoice.best(this, List.of(tree.context(block)));
    if (higher && choice instanceof ForkChoice.Choice.Tip) {
      floor = committed;
    }
  }

  /** The watermark that a vote for this block would leave, empty when the node does not sign. */
  Optional<Watermark> consider(int block) {
    var parent = tree.context(tree.parent(block));
    var self = tree.context(block);
    var request = VoteRequests.of(new Candidate(self.root(), self.slot(), parent), observer, true);
    return rule.decide(watermark, request) instanceof VoteDecision.Sign sign
        ? Optional.of(sign.next())
        : Optional.empty();
  }

  /** Signs a block. */
  void sign(int block, Watermark next) {
    watermark = next;
    signed |= 1L << block;
  }
}
