package io.alys.messages.block;

import io.alys.messages.types.BlsSignature;

/** Who signed a block, and the sum of their signatures. */
public record AggregateApproval(ApprovalBits bits, BlsSignature signature) {

  /** No signer and the all-zero signature, as in genesis. */
  public static final AggregateApproval EMPTY =
      new AggregateApproval(ApprovalBits.NONE, BlsSignature.ZERO);
}
