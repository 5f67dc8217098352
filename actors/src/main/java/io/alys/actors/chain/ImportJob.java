package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.ValidationProtocol.CertificateResult;
import io.alys.messages.chain.ValidationProtocol.Certified;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.SigningRoot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block on its way through import.
 *
 * @param producedSince when its own slot's work began, null for a block from elsewhere
 * @param checked what its approvals are worth, null while nobody has looked
 * @param executed its receipts, when all of it is done but to store it: it was executed here and
 *     its verified approvals are a quorum now
 */
record ImportJob(
    SignedBlock block,
    Hash32 root,
    @Nullable Instant producedSince,
    @Nullable ActorRef<ChainProtocol.ImportResult> replyTo,
    @Nullable CertificateResult checked,
    @Nullable List<Receipt> executed) {

  static ImportJob foreign(SignedBlock block, ActorRef<ChainProtocol.ImportResult> replyTo) {
    return new ImportJob(block, SigningRoot.of(block.message()), null, replyTo, null, null);
  }

  static ImportJob gossiped(SignedBlock block, Hash32 root, CertificateResult checked) {
    return new ImportJob(block, root, null, null, checked, null);
  }

  static ImportJob own(SignedBlock block, Instant since) {
    return new ImportJob(block, SigningRoot.of(block.message()), since, null, null, null);
  }

  /** Its last step, with the approvals that certify it and what its execution gave. */
  ImportJob certified(SignedBlock approved, List<Receipt> receipts) {
    var came = approved.approval().equals(block.approval()) ? new Certified() : checked;
    return new ImportJob(approved, root, producedSince, replyTo, came, receipts);
  }

  /** With more approvals, which are verified, and what its execution gave. */
  ImportJob with(SignedBlock approved, List<Receipt> receipts) {
    return new ImportJob(approved, root, producedSince, replyTo, checked, receipts);
  }

  /** Nobody waits for an answer any more. */
  ImportJob answered() {
    return replyTo == null
        ? this
        : new ImportJob(block, root, producedSince, null, checked, executed);
  }

  boolean isOwn() {
    return producedSince != null;
  }

  /** Whether it came with a certificate that holds. */
  boolean isCertified() {
    return checked instanceof Certified;
  }

  /** Whether approvals that came together here made the certificate. */
  boolean isCertifiedHere() {
    return executed != null && !isCertified();
  }

  BlockRef ref() {
    return new BlockRef(root, block.message().height());
  }

  Duration took(Instant now) {
    return producedSince == null ? Duration.ZERO : Duration.between(producedSince, now);
  }

  void answer(ChainProtocol.ImportResult result) {
    if (replyTo != null) {
      replyTo.tell(result);
    }
  }
}
