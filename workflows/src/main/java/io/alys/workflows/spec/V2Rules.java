package io.alys.workflows.spec;

import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The version 2 constants, the spec's {@code v2} object (rule 3.4).
 *
 * @param schedule which rules version holds from which height, ascending from 0
 * @param powSpacing AuxPoW spacing in blocks (7.4)
 * @param powLimit easiest target (7.4)
 * @param maxPowAdjustment clamp of one retarget step in per cent (7.4)
 * @param evmChainId the execution layer's chain id
 * @param executionGenesisHash hash of execution block 0
 * @param cancunTime timestamp from which payloads are Deneb's, seconds
 * @param restart what the operators agreed on when fewer than q watermarks were intact (2.9)
 */
public record V2Rules(
    List<RulesFrom> schedule,
    long powSpacing,
    CompactBits powLimit,
    int maxPowAdjustment,
    long evmChainId,
    Hash32 executionGenesisHash,
    long cancunTime,
    @Nullable RestartRecord restart) {

  /** Keeps a copy of the schedule. */
  public V2Rules {
    schedule = List.copyOf(schedule);
  }

  /** Rules of a network that has never lost a quorum of its watermarks. */
  public V2Rules(
      List<RulesFrom> schedule,
      long powSpacing,
      CompactBits powLimit,
      int maxPowAdjustment,
      long evmChainId,
      Hash32 executionGenesisHash,
      long cancunTime) {
    this(
        schedule,
        powSpacing,
        powLimit,
        maxPowAdjustment,
        evmChainId,
        executionGenesisHash,
        cancunTime,
        null);
  }

  /** Rules {@code version} holds from height {@code fromHeight} on. */
  public record RulesFrom(long fromHeight, int version) {}
}
