package io.alys.workflows.rules;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.workflows.spec.ChainSpec;
import java.util.List;

/**
 * The first block, built from the spec and the execution client's block 0 (protocol reference
 * §2.12); certified, committed and PoW-final without approvals (rule 2.1).
 */
public final class GenesisBlock {

  private GenesisBlock() {}

  /** The block of a spec; two specs or payloads that differ give roots that differ. */
  public static SignedBlock of(ChainSpec spec, ExecutionPayload genesisPayload) {
    var header =
        new AuxPowHeader(
            Hash32.ZERO,
            Hash32.ZERO,
            spec.bits(),
            spec.chainId(),
            UInt64.ZERO,
            null,
            EvmAddress.ZERO);
    var block =
        new ConsensusBlock(
            Hash32.ZERO, Slot.ZERO, header, genesisPayload, List.of(), null, List.of());
    return new SignedBlock(block, AggregateApproval.EMPTY);
  }
}
