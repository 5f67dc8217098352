package io.alys.workflows.rules;

import io.alys.messages.block.AuxPowHeader;
import io.alys.workflows.spec.ChainSpec;

/** The fee payout of a block that carries an AuxPoW (rule 4.2). */
final class Payouts {

  private Payouts() {}

  /** Splits the carry and the range's fees. */
  static FeePayout of(AuxPowHeader header, FinalRange range, Ancestry ancestry, ChainSpec spec) {
    var pot = ancestry.parent().carry().plus(range.fees());
    return FeePayout.of(pot, header.feeRecipient(), spec.federation());
  }
}
