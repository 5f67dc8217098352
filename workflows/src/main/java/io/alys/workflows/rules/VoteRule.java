package io.alys.workflows.rules;

import io.alys.messages.chain.Watermark;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.signing.VoteRequest;
import java.util.EnumSet;
import java.util.Set;

/**
 * The rule that keeps two conflicting blocks from being committed (rules 2.3, 2.8): a key signs
 * ascending slots only, and never a block whose parent is older than one it has built on.
 */
public final class VoteRule {

  private static final Set<VoteObstacle> ALL = EnumSet.allOf(VoteObstacle.class);

  private VoteRule() {}

  /** Whether a key with this watermark signs. */
  public static VoteDecision decide(Watermark watermark, VoteRequest request) {
    return decide(watermark, request, ALL);
  }

  /** The same under some clauses only, so that the model check can take one out. */
  static VoteDecision decide(Watermark watermark, VoteRequest request, Set<VoteObstacle> clauses) {
    if (request.root().equals(watermark.root())) {
      return new VoteDecision.Sign(watermark);
    }
    if (clauses.contains(VoteObstacle.SLOT_NOT_ABOVE_WATERMARK)
        && !request.slot().isAbove(watermark.slot())) {
      return new VoteDecision.Refuse(VoteObstacle.SLOT_NOT_ABOVE_WATERMARK);
    }
    if (lacks(request, VoteFact.PARENT_CERTIFIED, clauses, VoteObstacle.PARENT_NOT_CERTIFIED)) {
      return new VoteDecision.Hold(VoteObstacle.PARENT_NOT_CERTIFIED);
    }
    if (clauses.contains(VoteObstacle.PARENT_BELOW_LOCK)
        && watermark.lockSlot().isAbove(request.parentSlot())) {
      return new VoteDecision.Refuse(VoteObstacle.PARENT_BELOW_LOCK);
    }
    return decideOnFacts(watermark, request, clauses);
  }

  private static VoteDecision decideOnFacts(
      Watermark watermark, VoteRequest request, Set<VoteObstacle> clauses) {
    if (lacks(request, VoteFact.EXTENDS_COMMITTED, clauses, VoteObstacle.OFF_COMMITTED_CHAIN)) {
      return new VoteDecision.Refuse(VoteObstacle.OFF_COMMITTED_CHAIN);
    }
    if (lacks(request, VoteFact.SLOT_USABLE, clauses, VoteObstacle.SLOT_NOT_USABLE)) {
      return new VoteDecision.Refuse(VoteObstacle.SLOT_NOT_USABLE);
    }
    if (lacks(request, VoteFact.SLOT_BEGUN, clauses, VoteObstacle.SLOT_NOT_BEGUN)) {
      return new VoteDecision.Hold(VoteObstacle.SLOT_NOT_BEGUN);
    }
    if (lacks(request, VoteFact.ENGINE_VALID, clauses, VoteObstacle.ENGINE_NOT_VALID)) {
      return new VoteDecision.Hold(VoteObstacle.ENGINE_NOT_VALID);
    }
    return new VoteDecision.Sign(after(watermark, request));
  }

  private static boolean lacks(
      VoteRequest request, VoteFact fact, Set<VoteObstacle> clauses, VoteObstacle clause) {
    return clauses.contains(clause) && !request.established().contains(fact);
  }

  private static Watermark after(Watermark watermark, VoteRequest request) {
    var lock =
        request.parentSlot().isAbove(watermark.lockSlot())
            ? request.parentSlot()
            : watermark.lockSlot();
    return new Watermark(request.slot(), request.root(), lock);
  }
}
