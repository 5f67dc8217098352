package io.alys.messages.block;

import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block before signatures, the thing whose signing root is its identity (protocol reference
 * §4.1). {@code parentHash} is the parent's root, zero only in genesis.
 */
public record ConsensusBlock(
    Hash32 parentHash,
    Slot slot,
    @Nullable AuxPowHeader auxpowHeader,
    ExecutionPayload payload,
    List<PegIn> pegins,
    @Nullable BitcoinTransaction pegoutPaymentProposal,
    List<BitcoinTransaction> finalizedPegouts) {

  /** Keeps copies of the lists; the payload's number must fit a height. */
  public ConsensusBlock {
    pegins = List.copyOf(pegins);
    finalizedPegouts = List.copyOf(finalizedPegouts);
    if (!payload.blockNumber().fitsLong()) {
      throw new IllegalArgumentException("block_number beyond 63 bits");
    }
  }

  /** The block's height, its payload's number. */
  public Height height() {
    return new Height(payload.blockNumber().toLongExact());
  }

  /** Whether the block carries neither peg-ins nor proposal nor finalised peg-outs (1.3). */
  public boolean isPlain() {
    return pegins.isEmpty() && pegoutPaymentProposal == null && finalizedPegouts.isEmpty();
  }
}
