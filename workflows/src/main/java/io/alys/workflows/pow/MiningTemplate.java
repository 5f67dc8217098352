package io.alys.workflows.pow;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.mining.AuxPowProtocol.ChainAdvanced;
import io.alys.messages.mining.WorkState;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.workflows.spec.ChainSpec;
import java.util.List;
import java.util.Optional;

/**
 * Work for one miner over one range; nothing of it ever changes (rule 7.3).
 *
 * @param workHash what the coinbase commits to
 * @param miner who gets the fees
 * @param lastFinal the block before the range
 * @param first first block of the range
 * @param end last block of the range, committed when the template was made
 * @param state the AuxPoWs that the required work was computed from
 * @param required bits, chain id and height of the header
 */
public record MiningTemplate(
    Hash32 workHash,
    EvmAddress miner,
    BlockRef lastFinal,
    BlockRef first,
    BlockRef end,
    WorkState state,
    RequiredWork required) {

  /** The template for the whole range of a basis, which must not be empty. */
  public static MiningTemplate of(ChainAdvanced basis, EvmAddress miner, ChainSpec spec) {
    return of(basis, basis.committed(), miner, spec);
  }

  /** The template that a header with a proof was made from; empty when the basis has no such. */
  static Optional<MiningTemplate> of(ChainAdvanced basis, AuxPowHeader header, ChainSpec spec) {
    var committed = basis.committed();
    if (committed.isEmpty() || !committed.getFirst().root().equals(header.rangeStart())) {
      return Optional.empty();
    }
    var ends = committed.stream().map(BlockRef::root).toList().indexOf(header.rangeEnd());
    return ends < 0
        ? Optional.empty()
        : Optional.of(of(basis, committed.subList(0, ends + 1), header.feeRecipient(), spec));
  }

  private static MiningTemplate of(
      ChainAdvanced basis, List<BlockRef> range, EvmAddress miner, ChainSpec spec) {
    return new MiningTemplate(
        WorkHash.of(range.stream().map(BlockRef::root).toList(), miner),
        miner,
        basis.lastFinal(),
        range.getFirst(),
        range.getLast(),
        basis.workState(),
        RequiredWork.forRange(spec, basis.workState().history(), range.size()));
  }

  /** The header that carries a proof for this template. */
  public AuxPowHeader header(AuxPow proof) {
    return new AuxPowHeader(
        first.root(),
        end.root(),
        required.bits(),
        required.chainId(),
        required.height(),
        proof,
        miner);
  }

  /** What a proof has to prove. */
  public AuxPowCheck.Claim claim() {
    return new AuxPowCheck.Claim(workHash, required.chainId(), required.bits());
  }

  /** Whether a child of the basis's head may carry this template's header (7.2). */
  boolean isIncludable(ChainAdvanced basis) {
    var index = end.height().minus(basis.lastFinal().height()) - 1;
    return buildsOn(basis)
        && index < basis.committed().size()
        && basis.committed().get((int) index).equals(end);
  }

  /** Whether it stands on the same AuxPoWs as a child of the basis's head would. */
  boolean buildsOn(ChainAdvanced basis) {
    return lastFinal.equals(basis.lastFinal())
        && state.history().equals(basis.workState().history());
  }
}
