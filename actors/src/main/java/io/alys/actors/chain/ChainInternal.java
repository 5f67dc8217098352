package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.network.GossipVerdict;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import io.alys.workflows.head.HeadMove;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the ChainActor says to itself: ticks, and the answers of the actors that it asked. */
sealed interface ChainInternal extends ActorMessage {

  /** A slot begins. */
  record SlotTick() implements ChainInternal {}

  /** The wait for the parent's certificate is over. */
  record AuthorNow(Slot tick) implements ChainInternal {}

  /** The answer to which header goes in; empty when nobody answered in time. */
  record HeaderPicked(Turn turn, Optional<AuxPowProtocol.PickReply> reply)
      implements ChainInternal {}

  /** The payload of a slot, or why there is none. */
  record BuildEnded(PayloadBuilder.Outcome outcome) implements ChainInternal {}

  /** Where else the parent header of a job's AuxPoW occurs. */
  record ParentHeaderLookedUp(ImportJob job, StorageProtocol.ParentHeaderResult result)
      implements ChainInternal {}

  /** The approvals that a peer's block came with were checked. */
  record BlockJudged(
      SignedBlock block,
      Hash32 root,
      ActorRef<GossipVerdict> replyTo,
      ValidationProtocol.CertificateResult result)
      implements ChainInternal {}

  /** An approval was checked; {@code replyTo} is null when nobody waits for a verdict. */
  record ApprovalJudged(
      ValidationProtocol.ApprovalResult result, @Nullable ActorRef<GossipVerdict> replyTo)
      implements ChainInternal {}

  /** The approvals that a peer sent for a candidate were checked. */
  record ApprovalsJudged(
      Hash32 root, AggregateApproval approval, ValidationProtocol.CertificateResult result)
      implements ChainInternal {}

  /** Approvals should be in; those that are not are asked for. */
  record ApprovalsDue() implements ChainInternal {}

  /** A block's way through execution, vote and certificate ended. */
  record ImportEnded(ImportJob job, BlockImport.Outcome outcome) implements ChainInternal {}

  /** The store answered. */
  record Stored(Pending pending, StorageProtocol.ApplyResult result) implements ChainInternal {}

  /** The execution client answered to the new head. */
  record HeadSet(Pending pending, EngineProtocol.ForkchoiceReply reply) implements ChainInternal {}

  /** News from bringing the execution client to the head. */
  record FeedNews(EngineFeeder.Outcome outcome) implements ChainInternal {}

  /** The feeder stopped, by itself or by a crash. */
  record FeederGone() implements ChainInternal {}

  /** The builder of a turn's payload stopped. */
  record BuilderGone(Turn turn) implements ChainInternal {}

  /** The import of a job stopped. */
  record ImportGone(ImportJob job) implements ChainInternal {}

  /** Time to try the execution client again. */
  record FeedAgain() implements ChainInternal {}

  /** The block that carried an AuxPoW which a commit made final. */
  record CarrierLoaded(BlockContext carrier, Height rangeStart, StorageProtocol.BlockResult result)
      implements ChainInternal {}

  /** What the store answered to somebody's question for a block. */
  record BlockRead(ActorRef<ChainProtocol.BlockReply> replyTo, StorageProtocol.BlockResult result)
      implements ChainInternal {}

  /** What only the starting phase waits for. */
  sealed interface Loading extends ChainInternal {}

  /** A page of stored blocks. */
  record PageLoaded(StorageProtocol.LoadResult result) implements Loading {}

  /** Who the execution client is; its block 0 makes the genesis of an empty store. */
  record ClientKnown(EngineProtocol.HandshakeReply reply) implements Loading {}

  /** The genesis block is on disk. */
  record GenesisStored(BlockContext genesis, StorageProtocol.ApplyResult result)
      implements Loading {}

  /** Time to try the start again. */
  record TryAgain() implements Loading {}

  /** An own turn: the slot to author, on which parent, and since when. */
  record Turn(Slot slot, BlockContext parent, Instant since) {}

  /** A certified block between store and head; {@code move} is null when the head stays. */
  record Pending(ImportJob job, BlockContext context, @Nullable HeadMove move) {}
}
