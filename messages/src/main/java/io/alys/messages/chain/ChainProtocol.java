package io.alys.messages.chain;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.block.ApproveBlock;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.execution.EngineStatus;
import io.alys.messages.network.GossipVerdict;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import java.util.List;
import java.util.Optional;

/** Messages of the ChainActor: heads, votes, production and import. */
public interface ChainProtocol {

  /** What anybody may send. */
  sealed interface Command extends ActorMessage {}

  /** Import a block from elsewhere; it may come with fewer approvals than a quorum. */
  record ImportBlock(SignedBlock block, ActorRef<ImportResult> replyTo)
      implements Command, Request<ImportResult> {

    @Override
    public ImportResult unavailable(Unavailable why) {
      return new ImportUnavailable(why);
    }
  }

  /** Take an approval that a member gossiped for a root. */
  record AddApproval(Hash32 root, Approval approval) implements Command, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /**
   * Take a block that a peer gossiped or sent. The verdict comes after the cheap checks, before the
   * block is executed; what is accepted goes on to import by itself.
   */
  record TakeBlock(SignedBlock block, ActorRef<GossipVerdict> replyTo)
      implements Command, Request<GossipVerdict> {

    @Override
    public GossipVerdict unavailable(Unavailable why) {
      return GossipVerdict.of(why);
    }
  }

  /** Take an approval that a peer gossiped; the verdict comes when its signature is checked. */
  record TakeApproval(ApproveBlock approval, ActorRef<GossipVerdict> replyTo)
      implements Command, Request<GossipVerdict>, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(approval.blockHash());
    }

    @Override
    public GossipVerdict unavailable(Unavailable why) {
      return GossipVerdict.of(why);
    }
  }

  /** Take the approvals that a peer sent for a block when it was asked for them. */
  record TakeApprovals(Hash32 root, AggregateApproval approval) implements Command, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /** The block with a root for a peer: stored, or one that still lacks approvals. */
  record ServeBlock(Hash32 root, ActorRef<BlockReply> replyTo)
      implements Command, Request<BlockReply>, Bulk, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }

    @Override
    public BlockReply unavailable(Unavailable why) {
      return BlockUnavailable.of(why);
    }
  }

  /** What the other members' heads mean for production (rule 10). */
  record AdviseReadiness(
      Optional<BlockRef> target, int membersWithNoneHigher, boolean coldStartTimeoutPassed)
      implements Command {}

  /** The connection to the execution client changed. */
  record EngineChanged(EngineStatus status) implements Command {}

  /** The AuxPowActor has begun anew and does not know the chain; it is told what it missed. */
  record AdviseMiners() implements Command {}

  /** The block with a root, if it is stored. */
  record GetBlock(Hash32 root, ActorRef<BlockReply> replyTo)
      implements Command, Request<BlockReply>, Bulk, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }

    @Override
    public BlockReply unavailable(Unavailable why) {
      return BlockUnavailable.of(why);
    }
  }

  /** The canonical block at a height, if there is one. */
  record GetBlockAt(Height height, ActorRef<BlockReply> replyTo)
      implements Command, Request<BlockReply>, Bulk {

    @Override
    public BlockReply unavailable(Unavailable why) {
      return BlockUnavailable.of(why);
    }
  }

  /** The certified head's block. */
  record GetHead(ActorRef<BlockReply> replyTo) implements Command, Request<BlockReply>, Bulk {

    @Override
    public BlockReply unavailable(Unavailable why) {
      return BlockUnavailable.of(why);
    }
  }

  /** Where the chain stands. */
  record GetStatus(ActorRef<StatusReply> replyTo) implements Command, Request<StatusReply>, Bulk {

    @Override
    public StatusReply unavailable(Unavailable why) {
      return new StatusUnavailable(why);
    }
  }

  /** How an import ended; one answer to each {@link ImportBlock}. */
  sealed interface ImportResult {}

  /** The block is certified, valid and stored. */
  record Imported(BlockRef block) implements ImportResult, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(block.root());
    }
  }

  /** The block is already known. */
  record AlreadyKnown(Hash32 root) implements ImportResult, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /** Nothing wrong with the block, but it can't be judged or lacks approvals now. */
  record ImportHeld(Hash32 root, String reason) implements ImportResult, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /** The block breaks a rule; {@code code} is stable. */
  record ImportRefused(Hash32 root, String code, String detail) implements ImportResult, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /** The chain gave no answer; whether the block is imported is unknown. */
  record ImportUnavailable(Unavailable why) implements ImportResult {}

  /** Answer to the block queries. */
  sealed interface BlockReply {}

  /** The block asked for. */
  record Found(SignedBlock block, Hash32 root) implements BlockReply, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /** There is no such block. */
  record NotFound() implements BlockReply {}

  /** The question can't be answered now. */
  record BlockUnavailable(String reason) implements BlockReply {

    static BlockUnavailable of(Unavailable why) {
      return new BlockUnavailable(why.text());
    }
  }

  /** Answer to {@link GetStatus}. */
  sealed interface StatusReply {}

  /** The question can't be answered now. */
  record StatusUnavailable(Unavailable why) implements StatusReply {}

  /**
   * Where the chain stands, for people and probes.
   *
   * @param phase "starting", "running" or "degraded", in that spelling
   * @param certified the head, execution tag latest
   * @param committed execution tag safe
   * @param powFinal execution tag finalized
   * @param slot the slot of the last slot tick
   * @param blocksWithoutPow committed blocks above lastFinal (7.5)
   * @param maxBlocksWithoutPow where production stops without AuxPoW
   * @param reasons why the node is degraded or does not produce, empty when all is well
   * @param lastSkip why the last own slot was skipped, if it was
   */
  record ChainStatus(
      String phase,
      BlockRef certified,
      BlockRef committed,
      BlockRef powFinal,
      Slot slot,
      long blocksWithoutPow,
      long maxBlocksWithoutPow,
      List<String> reasons,
      Optional<String> lastSkip)
      implements StatusReply {

    /** Keeps a copy of the reasons. */
    public ChainStatus {
      reasons = List.copyOf(reasons);
    }
  }
}
