package io.alys.workflows.fakes;

import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.PowRecord;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.chain.WorkHistory;
import io.alys.messages.storage.ChainUpdate;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.codec.RandomBlocks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored blocks with made-up contents; the same branch and height give the same block. */
public final class SampleChain {

  private SampleChain() {}

  /** Names a block of a branch. */
  public static BlockRef ref(int branch, long height) {
    return new BlockRef(
        Hash32.fromHex(String.format("%032x%032x", branch, height + 1)), at(height));
  }

  /** A block without AuxPoW. */
  public static StoredBlock block(int branch, long height) {
    return block(branch, height, null);
  }

  /** A block whose context names a parent header. */
  public static StoredBlock block(int branch, long height, @Nullable Hash32 parentHeader) {
    var random = new RandomBlocks(branch * 1_000_000L + height).signedBlock();
    var message = random.message();
    var numbered =
        new ConsensusBlock(
            message.parentHash(),
            message.slot(),
            message.auxpowHeader(),
            numbered(message.payload(), height),
            message.pegins(),
            message.pegoutPaymentProposal(),
            message.finalizedPegouts());
    return new StoredBlock(
        new SignedBlock(numbered, random.approval()), context(branch, height, parentHeader));
  }

  /** What follows from a block. */
  public static BlockContext context(int branch, long height, @Nullable Hash32 parentHeader) {
    var before = Math.max(0, height - 1);
    return new BlockContext(
        ref(branch, height),
        ref(branch, before).root(),
        new Slot(height * 2),
        Hash32.fromHex(String.format("%064x", height)),
        UInt64.of(height * 3),
        ref(branch, 0),
        ref(branch, before),
        ref(branch, 0),
        WorkHistory.EMPTY.with(new PowRecord(at(before), new CompactBits(0x207fffff))),
        Wei.of(height * 1_000_000_007L),
        Wei.of(height),
        UInt64.of(height * 5),
        parentHeader);
  }

  /** The block with heads on it, canonical. */
  public static ChainUpdate extension(long height) {
    var block = block(0, height);
    return new ChainUpdate(List.of(block), List.of(block.context().self()), heads(0, height));
  }

  /** Heads on a block. */
  public static ChainHeads heads(int branch, long height) {
    return new ChainHeads(
        ref(branch, height), ref(branch, Math.max(0, height - 1)), ref(branch, 0));
  }

  /** A height. */
  public static Height at(long height) {
    return new Height(height);
  }

  private static ExecutionPayload numbered(ExecutionPayload payload, long number) {
    return new ExecutionPayload(
        payload.parentHash(),
        payload.feeRecipient(),
        payload.stateRoot(),
        payload.receiptsRoot(),
        payload.logsBloom(),
        payload.prevRandao(),
        UInt64.of(number),
        payload.gasLimit(),
        payload.gasUsed(),
        payload.timestamp(),
        payload.extraData(),
        payload.baseFeePerGas(),
        payload.blockHash(),
        payload.transactions(),
        payload.withdrawals(),
        payload.blobGas());
  }
}
