package io.alys.workflows.rules;

import io.alys.messages.chain.Watermark;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.signing.VoteRequest;
import java.util.EnumSet;
import java.util.Set;

/** The vote rule under a part of its clauses, for the model check only. */
public final class VoteClauses {

  private final Set<VoteObstacle> clauses;

  private VoteClauses(Set<VoteObstacle> clauses) {
    this.clauses = clauses;
  }

  /** The rule as it is. */
  public static VoteClauses all() {
    return new VoteClauses(EnumSet.allOf(VoteObstacle.class));
  }

  /** The rule with a clause taken out. */
  public VoteClauses without(VoteObstacle clause) {
    var fewer = EnumSet.copyOf(clauses);
    fewer.remove(clause);
    return new VoteClauses(fewer);
  }

  /** Whether a clause is in. */
  public boolean has(VoteObstacle clause) {
    return clauses.contains(clause);
  }

  /** What the rule decides under these clauses. */
  public VoteDecision decide(Watermark watermark, VoteRequest request) {
    return VoteRule.decide(watermark, request, clauses);
  }

  @Override
  public String toString() {
    return EnumSet.complementOf(EnumSet.copyOf(clauses)).toString();
  }
}
