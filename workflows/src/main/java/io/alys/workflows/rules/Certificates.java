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

  /** How far a check came without looking at the signature. */
  public sealed interface Outlook {

    /** The signature does not matter. */
    record Settled(Certificate verdict) implements Outlook {}

    /** All hangs on the signature. */
    record Depends(BlsScheme.Claim signature, Certificate ifItHolds) implements Outlook {

      /** What follows from the check of the signature. */
      public Certificate verdict(boolean holds) {
        return holds
            ? ifItHolds
            : refused(
                BlockRefusal.Code.BAD_AGGREGATE_SIGNATURE,
                "a signature over " + signature.root(),
                signature.aggregate());
      }
    }
  }

  /** Checks bits, author, signature and number, in this order. */
  public static Certificate check(
      Subject subject, AggregateApproval approval, List<Authority> authorities, BlsScheme scheme) {
    return switch (outlook(subject, approval, authorities)) {
      case Outlook.Settled(var verdict) -> verdict;
      case Outlook.Depends depends -> {
        var claim = depends.signature();
        yield depends.verdict(
            scheme.fastAggregateVerify(claim.keys(), claim.root(), claim.aggregate()));
      }
    };
  }

  /** The same without the signature, for those who check many at a time. */
  public static Outlook outlook(
      Subject subject, AggregateApproval approval, List<Authority> authorities) {
    var bits = approval.bits();
    if (bits.highest() >= authorities.size()) {
      return new Outlook.Settled(
          refused(
              BlockRefusal.Code.APPROVAL_BIT_OUT_OF_RANGE,
              "bits below " + authorities.size(),
              bits.highest()));
    }
    var author = Authors.indexOf(subject.slot(), authorities.size());
    if (!bits.has(author)) {
      return new Outlook.Settled(
          refused(
              BlockRefusal.Code.AUTHOR_MISSING,
              "approval of " + author,
              bits.indices().boxed().toList()));
    }
    var needed = Quorum.of(authorities.size());
    return new Outlook.Depends(
        new BlsScheme.Claim(signers(approval, authorities), subject.root(), approval.signature()),
        bits.count() < needed
            ? new Certificate.NotEnough(bits.count(), needed)
            : new Certificate.Certified());
  }

  private static List<BlsPublicKey> signers(
      AggregateApproval approval, List<Authority> authorities) {
    return approval.bits().indices().mapToObj(i -> authorities.get(i).publicKey()).toList();
  }

  private static Certificate refused(BlockRefusal.Code code, Object expected, Object found) {
    return new Certificate.Refused(BlockRefusal.of(code, expected, found));
  }
}
