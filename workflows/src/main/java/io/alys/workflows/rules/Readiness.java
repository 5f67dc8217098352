package io.alys.workflows.rules;

import io.alys.messages.types.BlockRef;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node may produce (rule 10): the target is the highest certified head that was received
 * and verified, never an unverified claim.
 */
public sealed interface Readiness {

  /** Synced; may produce. */
  record Ready() implements Readiness {}

  /** At least 99.5 % of the way: may prepare, not produce. */
  record Preparing(BlockRef target, Reason reason) implements Readiness {}

  /** Not yet. */
  record NotReady(BlockRef target, Reason reason) implements Readiness {}

  /** What is missing. */
  enum Reason {
    /** A higher certified block is known. */
    HIGHER_CERTIFIED_BLOCK_KNOWN,
    /** The own verified head is too far behind. */
    TOO_FAR_BEHIND,
    /** Too few members have said that they know none higher, and the time-out has not passed. */
    WAITING_FOR_MEMBERS
  }

  /**
   * What a node knows of the others.
   *
   * @param head the own verified, certified and executed head
   * @param target the highest certified head received and verified, executed or not; null when none
   *     was
   * @param membersWithNoneHigher members that have none above the own head
   * @param coldStartTimeoutPassed whether nobody needs to be waited for any longer
   */
  record Situation(
      BlockRef head,
      @Nullable BlockRef target,
      int membersWithNoneHigher,
      boolean coldStartTimeoutPassed) {}

  /** The answer for n authorities. */
  static Readiness assess(Situation situation, int authorities, long maxBlocksBehind) {
    var head = situation.head();
    var known = situation.target();
    var target = known != null && known.height().isAbove(head.height()) ? known : head;
    var behind = target.height().minus(head.height());
    if (behind > 0) {
      var reason =
          behind > maxBlocksBehind ? Reason.TOO_FAR_BEHIND : Reason.HIGHER_CERTIFIED_BLOCK_KNOWN;
      return behind * 200 <= target.height().value()
          ? new Preparing(target, reason)
          : new NotReady(target, reason);
    }
    var others = Quorum.of(authorities) - 1;
    return situation.membersWithNoneHigher() >= others || situation.coldStartTimeoutPassed()
        ? new Ready()
        : new Preparing(head, Reason.WAITING_FOR_MEMBERS);
  }
}
