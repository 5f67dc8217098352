package io.alys.workflows.pow;

import io.alys.messages.chain.WorkHistory;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.workflows.spec.ChainSpec;

/**
 * What an AuxPoW header must say (rule 7.2): a pure function of the spec, the AuxPoWs before it and
 * the length of its range, so it never changes while a miner works.
 *
 * @param bits retarget (7.4) and relief (7.5)
 * @param chainId the spec's
 * @param height height of the block that includes the AuxPoW before it (genesis if none) plus one
 */
public record RequiredWork(CompactBits bits, int chainId, UInt64 height) {

  /** What a range of {@code rangeLength} blocks needs after {@code history}. */
  public static RequiredWork forRange(ChainSpec spec, WorkHistory history, long rangeLength) {
    var limits = new StallRelief.Limits(spec.maxBlocksWithoutPow(), spec.v2().powLimit());
    var bits = StallRelief.relieved(Retarget.next(spec, history), rangeLength, limits);
    var last = history.recent().isEmpty() ? Height.ZERO : history.recent().getLast().includedAt();
    return new RequiredWork(bits, spec.chainId(), UInt64.of(last.next().value()));
  }
}
