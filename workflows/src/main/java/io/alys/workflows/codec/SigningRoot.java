package io.alys.workflows.codec;

import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.types.Hash32;

/** The identity of a block, which authorities sign; it does not cover signatures (§3.4). */
public final class SigningRoot {

  private SigningRoot() {}

  /** Merkle root of the unsigned block's MessagePack encoding. */
  public static Hash32 of(ConsensusBlock block) {
    return Merkle.root(BlockCodec.encode(block));
  }
}
