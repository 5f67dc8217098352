package io.alys.workflows.rules;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.spec.Authority;
import java.util.List;

/** Whether approvals make a certificate (rule 2.1) [L3, L4]. */
public final class Certificates {

  private Certificates() {}

  /** What a block's approvals are worth. */
  public sealed interface Certificate {

    /** At least q verified approvals, the author's among them, nobody unknown. */
    record Certified() implements Certificate {}

    /** Verified, the author's among them, but fewer than q. */
    record NotEnough(int approvals, int needed) implements Certificate {}

    /** Not to be believed. */
    record Refused(BlockRefusal refusal) implements Certificate {}
  }

  /** A block as far as its approvals concern it: its root and its slot. */
  public record Subject(Hash32 root, Slot slot) {}

  /** Checks bits, author, signature and number, in this order. */
  public static Certificate check(
      Subject subject, AggregateApproval approval, List<Authority> authorities, BlsScheme scheme) {
    var bits = approval.bits();
    if (bits.highest() >= authorities.size()) {
      return refused(
          BlockRefusal.Code.APPROVAL_BIT_OUT_OF_RANGE,
          "bits below " + authorities.size(),
          bits.highest());
    }
    var author = Authors.indexOf(subject.slot(), authorities.size());
    if (!bits.has(author)) {
      return refused(
          BlockRefusal.Code.AUTHOR_MISSING,
          "approval of " + author,
          bits.indices().boxed().toList());
    }
    if (!scheme.fastAggregateVerify(
        signers(approval, authorities), subject.root(), approval.signature())) {
      return refused(
          BlockRefusal.Code.BAD_AGGREGATE_SIGNATURE,
          "a signature over " + subject.root(),
          approval.signature());
    }
    var needed = Quorum.of(authorities.size());
    return bits.count() < needed
        ? new Certificate.NotEnough(bits.count(), needed)
        : new Certificate.Certified();
  }

  private static List<BlsPublicKey> signers(
      AggregateApproval approval, List<Authority> authorities) {
    return approval.bits().indices().mapToObj(i -> authorities.get(i).publicKey()).toList();
  }

  private static Certificate refused(BlockRefusal.Code code, Object expected, Object found) {
    return new Certificate.Refused(BlockRefusal.of(code, expected, found));
  }
}
