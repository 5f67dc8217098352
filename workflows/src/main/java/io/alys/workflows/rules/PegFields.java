package io.alys.workflows.rules;

import io.alys.messages.block.ConsensusBlock;
import java.util.Optional;

/**
 * Peg-ins, proposals and finalised peg-outs of a block. No content of theirs is valid yet, so a
 * block must be plain (rule 1.3).
 */
public final class PegFields {

  private PegFields() {}

  /** Which field is not empty. */
  public static Optional<BlockRefusal> check(ConsensusBlock block) {
    if (!block.pegins().isEmpty()) {
      return refused(BlockRefusal.Code.PEGIN_NOT_ALLOWED, block.pegins().size());
    }
    if (block.pegoutPaymentProposal() != null) {
      return refused(BlockRefusal.Code.PROPOSAL_NOT_ALLOWED, 1);
    }
    if (!block.finalizedPegouts().isEmpty()) {
      return refused(
          BlockRefusal.Code.FINALISED_PEGOUT_NOT_ALLOWED, block.finalizedPegouts().size());
    }
    return Optional.empty();
  }

  private static Optional<BlockRefusal> refused(BlockRefusal.Code code, int found) {
    return Optional.of(BlockRefusal.of(code, "none", found));
  }
}
