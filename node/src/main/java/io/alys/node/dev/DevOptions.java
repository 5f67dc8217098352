package io.alys.node.dev;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for; null where nothing was said.
 *
 * @param folder where everything of the network is kept
 * @param network what the network is to be, or was when it was founded
 * @param fullNodes nodes that follow and don't vote
 * @param execution the execution client
 * @param portBase first of the ports
 * @param miner how the miner runs, null for none
 * @param restarts what becomes of programs that die
 * @param traces whether nodes write traces
 */
record DevOptions(
    Path folder,
    NetworkWishes network,
    int fullNodes,
    @Nullable ExecutionKind execution,
    @Nullable Integer portBase,
    @Nullable MinerWishes miner,
    Restarts restarts,
    Traces traces) {

  /** Constants of the network; a network that exists already must agree with what is said. */
  record NetworkWishes(
      @Nullable Integer validators,
      @Nullable Duration slot,
      @Nullable Long powSpacing,
      @Nullable Long maxBlocksWithoutPow) {}

  /** How the miner runs. */
  record MinerWishes(String maxHashRate) {}

  /** What becomes of programs that die. */
  enum Restarts {
    /** They are started again. */
    ON,
    /** They are reported, and left to the person. */
    OFF
  }

  /** Whether nodes write traces. */
  enum Traces {
    /** To the file {@code traces.jsonl} in each node's folder. */
    ON,
    /** They write none. */
    OFF
  }
}
