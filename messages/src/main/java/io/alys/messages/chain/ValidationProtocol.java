package io.alys.messages.chain;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;

/** Messages of the ValidationActors: CPU-bound checks, off the default dispatcher. */
public interface ValidationProtocol {

  /** What anybody may send. */
  sealed interface Command extends ActorMessage {}

  /** Do these approvals certify the block of this root and slot (2.1)? */
  record CheckCertificate(
      Hash32 root, Slot slot, AggregateApproval approval, ActorRef<CertificateResult> replyTo)
      implements Command, Request<CertificateResult>, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }

    @Override
    public CertificateResult unavailable(Unavailable why) {
      return new CertificateUnchecked(why);
    }
  }

  /** Is this single approval the named authority's over the root? */
  record CheckApproval(Hash32 root, Approval approval, ActorRef<ApprovalResult> replyTo)
      implements Command, Request<ApprovalResult>, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }

    @Override
    public ApprovalResult unavailable(Unavailable why) {
      return new ApprovalUnchecked(root, why);
    }
  }

  /** Answer to {@link CheckApproval}. */
  sealed interface ApprovalResult {}

  /** The verdict on an approval. */
  record ApprovalChecked(Hash32 root, Approval approval, boolean valid)
      implements ApprovalResult, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /** There is no verdict on an approval of this root. */
  record ApprovalUnchecked(Hash32 root, Unavailable why) implements ApprovalResult, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /** Answer to {@link CheckCertificate}. */
  sealed interface CertificateResult {}

  /** A quorum, the slot's author among it, has signed. */
  record Certified() implements CertificateResult {}

  /** The signatures hold and the author's is among them, but they are no quorum yet. */
  record Incomplete(int approvals, int needed) implements CertificateResult {}

  /** The approvals break a rule; {@code code} is stable. */
  record BadCertificate(String code, String detail) implements CertificateResult {}

  /** There is no verdict. */
  record CertificateUnchecked(Unavailable why) implements CertificateResult {}
}
