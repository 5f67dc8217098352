package io.alys.messages.network;

import io.alys.messages.block.ApproveBlock;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.PegoutSignatures;
import io.alys.messages.block.SignedBlock;

/** What nodes tell all others. */
public sealed interface Gossip {

  /** A block with its author's approval, or certified with all that are known (rule 2.5). */
  record OfBlock(SignedBlock block) implements Gossip {}

  /** One authority's approval of a block. */
  record OfApproval(ApproveBlock approval) implements Gossip {}

  /** A header with a proof that finalises a range, for the next author. */
  record OfHeader(AuxPowHeader header) implements Gossip {}

  /** Signatures for payments out of the peg, as V1 members send them. */
  record OfPegoutSignatures(PegoutSignatures signatures) implements Gossip {}
}
