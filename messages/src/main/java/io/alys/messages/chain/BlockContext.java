package io.alys.messages.chain;

import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a block and its ancestry, kept beside the block so that a reorganisation needs
 * no undo: it is a pure function of the parent's context, the block and its receipts' fees.
 *
 * @param self the block
 * @param parent its parent's root, zero for genesis
 * @param slot its slot
 * @param payloadHash its execution block's hash
 * @param timestamp its payload's timestamp in seconds
 * @param lastFinal range_end of the last AuxPoW in the block or its ancestry (genesis without one);
 *     so rule 7.2's lastFinal(X) is the parent's
 * @param committed the highest block committed by a pair of consecutive slots within the ancestry,
 *     the block itself included as the later of the pair (2.4)
 * @param lastPow the block of the ancestry, the block itself included, that carries the last AuxPoW
 *     (genesis without one)
 * @param work AuxPoWs in the block and its ancestry
 * @param cumulativeFees priority fees of the block and all its ancestors, in wei (4.2)
 * @param carry what was left over from the last fee payout in the ancestry, this block's included
 * @param nextWithdrawalIndex index of the next withdrawal after this block (4.1)
 * @param parentHeader hash of the parent-chain header of the block's AuxPoW, null without one
 */
public record BlockContext(
    BlockRef self,
    Hash32 parent,
    Slot slot,
    Hash32 payloadHash,
    UInt64 timestamp,
    BlockRef lastFinal,
    BlockRef committed,
    BlockRef lastPow,
    WorkHistory work,
    Wei cumulativeFees,
    Wei carry,
    UInt64 nextWithdrawalIndex,
    @Nullable Hash32 parentHeader) {

  /** The block's root. */
  public Hash32 root() {
    return self.root();
  }

  /** The block's height. */
  public Height height() {
    return self.height();
  }
}
