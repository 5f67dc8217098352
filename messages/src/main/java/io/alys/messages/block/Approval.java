package io.alys.messages.block;

import io.alys.messages.types.BlsSignature;

/** One authority's signature over a signing root. */
public record Approval(BlsSignature signature, int authorityIndex) {

  /** Refuses an index that the bit list cannot hold. */
  public Approval {
    if (authorityIndex < 0 || authorityIndex >= ApprovalBits.CAPACITY) {
      throw new IllegalArgumentException("authority index out of range: " + authorityIndex);
    }
  }
}
