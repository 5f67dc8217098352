package io.alys.integration.founding;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Wei;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a new network is to be.
 *
 * @param validators authorities, and members of the federation, at the start
 * @param slotDuration time between two slots
 * @param chainIds how the network is told from others
 * @param pow how often and how long without Bitcoin's work
 * @param founded timestamp of block 0, full seconds
 * @param funded accounts that have coins from the start
 */
public record NetworkPlan(
    int validators,
    Duration slotDuration,
    ChainIds chainIds,
    PowPlan pow,
    Instant founded,
    Map<EvmAddress, Wei> funded) {

  /** Keeps a copy of the map. */
  public NetworkPlan {
    funded = Map.copyOf(funded);
  }

  /**
   * Two ids that have nothing to do with each other.
   *
   * @param auxPow in AuxPoW headers, an unsigned 32-bit number
   * @param evm of the execution layer
   */
  public record ChainIds(long auxPow, long evm) {

    /** Of local networks. */
    public static final ChainIds DEFAULT = new ChainIds(212_121, 263_634);
  }

  /**
   * Merged mining.
   *
   * @param spacing wanted distance of AuxPoWs in blocks
   * @param maxBlocksWithout at which production stops (rule 7.5)
   */
  public record PowPlan(long spacing, long maxBlocksWithout) {

    /** An AuxPoW each 4 blocks, at most 256 without. */
    public static final PowPlan DEFAULT = new PowPlan(4, 256);
  }
}
