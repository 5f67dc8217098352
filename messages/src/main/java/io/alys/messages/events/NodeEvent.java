package io.alys.messages.events;

import io.alys.messages.ActorMessage;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import java.time.Duration;

/** What happened in a node, in the past tense; published on the node's event topic. */
public sealed interface NodeEvent extends ActorMessage {

  /** An own slot passed without a block; {@code code} is stable. */
  record SlotSkipped(Slot slot, String code, String reason) implements NodeEvent {}

  /** This node made a block. */
  record BlockProduced(BlockRef block, Slot slot, int transactions, Duration took)
      implements NodeEvent, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(block.root());
    }
  }

  /** A certified block was stored. */
  record BlockImported(BlockRef block, Slot slot, int transactions, boolean own)
      implements NodeEvent, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(block.root());
    }
  }

  /** The committed floor moved up to this block. */
  record BlockCommitted(BlockRef block) implements NodeEvent, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(block.root());
    }
  }

  /** A range was finalised by an AuxPoW whose block is committed. */
  record RangeFinalised(BlockRef start, BlockRef end, BlockRef carriedBy, EvmAddress miner)
      implements NodeEvent, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(carriedBy.root());
    }
  }

  /** The head moved to another branch. */
  record Reorganised(BlockRef from, BlockRef to, BlockRef forkPoint) implements NodeEvent, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(to.root());
    }
  }

  /** A proof was accepted into the queue. */
  record ProofQueued(BlockRef start, BlockRef end, EvmAddress miner) implements NodeEvent {}

  /** The distance to the last finalised block passed a warning mark (7.5); {@code percent} of M. */
  record FinalityLagging(long blocksWithoutPow, long maxBlocksWithoutPow, int percent)
      implements NodeEvent {}

  /** A component's health changed; an empty reason means healthy. */
  record HealthChanged(String component, String reason) implements NodeEvent {}

  /**
   * Somebody else signed with the own key (2.10); signing has stopped for good.
   *
   * @param root of the block that was signed
   */
  record OwnKeyUsedElsewhere(BlsPublicKey key, Slot slot, Hash32 root)
      implements NodeEvent, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /**
   * An actor moved on in its life.
   *
   * @param path of the actor, such as {@code /chain/engine}
   * @param kind of the actor, such as {@code engine}
   * @param reason why, empty when there is nothing to say
   */
  record ActorLifecycleChanged(
      String path, String kind, LifecycleState from, LifecycleState to, String reason)
      implements NodeEvent {}
}
