package io.alys.node.miner;

import io.alys.messages.types.EvmAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to mine.
 *
 * @param address gets the miner's share of the fees
 * @param threads that hash
 * @param maxHashRate of all threads together, per second; 0 for no limit
 * @param poll between two looks for newer work
 * @param commitment where the coinbase carries it
 * @param maxRanges after so many accepted ranges the miner ends; 0 for never
 * @param giveUpAfter so long without an answer the miner ends, null for never
 */
public record MinerSettings(
    EvmAddress address,
    int threads,
    long maxHashRate,
    Duration poll,
    CommitmentStyle commitment,
    long maxRanges,
    @Nullable Duration giveUpAfter) {

  /** Refuses what makes no miner. */
  public MinerSettings {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("--threads must be 1 to 1024, got " + threads);
    }
    if (poll.toMillis() < 10) {
      throw new IllegalArgumentException("--poll must be at least 10ms");
    }
    if (maxHashRate < 0 || maxRanges < 0) {
      throw new IllegalArgumentException("--max-hash-rate and --max-ranges must not be negative");
    }
  }
}
