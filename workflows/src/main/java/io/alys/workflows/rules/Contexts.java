package io.alys.workflows.rules;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.PowRecord;
import io.alys.messages.chain.WorkHistory;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.chain.ChainView;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.spec.ChainSpec;
import org.jspecify.annotations.Nullable;

/** What follows from a block and its ancestry (rules 2.4, 4.1, 4.2, 7.2, 7.4). */
public final class Contexts {

  private Contexts() {}

  /** A block with its root and, once executed, its priority fees. */
  public record Executed(ConsensusBlock block, Hash32 root, Wei fees) {}

  /** Of genesis. */
  public static BlockContext genesis(ConsensusBlock block, Hash32 root) {
    var self = new BlockRef(root, block.height());
    return new BlockContext(
        self,
        Hash32.ZERO,
        block.slot(),
        block.payload().blockHash(),
        block.payload().timestamp(),
        self,
        self,
        self,
        WorkHistory.EMPTY,
        Wei.ZERO,
        Wei.ZERO,
        UInt64.ZERO,
        null);
  }

  /**
   * Of a valid block on {@code parent}.
   *
   * @throws IllegalArgumentException when its AuxPoW's range is not on its ancestry
   */
  public static BlockContext after(
      BlockContext parent, Executed executed, ChainView view, ChainSpec spec) {
    var block = executed.block();
    var payload = block.payload();
    var work = afterWork(parent, block.auxpowHeader(), view, spec);
    var self = new BlockRef(executed.root(), block.height());
    return new BlockContext(
        self,
        block.parentHash(),
        block.slot(),
        payload.blockHash(),
        payload.timestamp(),
        work.lastFinal(),
        Commit.after(parent, block.slot()),
        block.auxpowHeader() == null ? parent.lastPow() : self,
        work.history(),
        parent.cumulativeFees().plus(executed.fees()),
        work.carry(),
        new UInt64(parent.nextWithdrawalIndex().bits() + payload.withdrawals().size()),
        work.parentHeader());
  }

  private static Work afterWork(
      BlockContext parent, @Nullable AuxPowHeader header, ChainView view, ChainSpec spec) {
    if (header == null) {
      return new Work(parent.lastFinal(), parent.work(), parent.carry(), null);
    }
    var ancestry = Ancestry.of(parent, view);
    if (!(FinalRange.resolve(header, ancestry) instanceof FinalRange.Resolution.Found found)) {
      throw new IllegalArgumentException("AuxPoW without its range on " + parent.self());
    }
    Height includedAt = parent.height().next();
    var auxpow = header.auxpow();
    return new Work(
        found.range().end().self(),
        parent.work().with(new PowRecord(includedAt, header.bits())),
        Payouts.of(header, found.range(), ancestry, spec).carry(),
        auxpow == null ? null : parentHeaderOf(auxpow));
  }

  private static Hash32 parentHeaderOf(AuxPow auxpow) {
    return BitcoinCodec.hash(auxpow.parentBlock());
  }

  private record Work(
      BlockRef lastFinal, WorkHistory history, Wei carry, @Nullable Hash32 parentHeader) {}
}
