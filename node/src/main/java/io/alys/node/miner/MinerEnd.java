package io.alys.node.miner;

/** Why a miner ended. */
sealed interface MinerEnd {

  /** The wanted ranges are accepted, or somebody stopped it. */
  record Done() implements MinerEnd {}

  /** The node was silent for too long; a restart may help. */
  record GaveUp(String reason) implements MinerEnd {}

  /** Asking again will not help. */
  record Hopeless(String reason) implements MinerEnd {}
}
