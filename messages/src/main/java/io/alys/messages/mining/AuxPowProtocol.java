package io.alys.messages.mining;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.network.GossipVerdict;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import java.util.List;

/** Messages of the AuxPowActor: mining templates, submitted proofs and the queue of headers. */
public interface AuxPowProtocol {

  /** What anybody may send. */
  sealed interface Command extends ActorMessage {}

  /** A template whose reward goes to {@code miner}; the same range and miner give the same one. */
  record CreateTemplate(EvmAddress miner, ActorRef<TemplateReply> replyTo)
      implements Command, Request<TemplateReply>, Bulk {

    @Override
    public MiningUnavailable unavailable(Unavailable why) {
      return new MiningUnavailable(why.text());
    }
  }

  /** A proof for the template that was handed out under {@code workHash}. */
  record SubmitProof(Hash32 workHash, AuxPow auxpow, ActorRef<SubmitReply> replyTo)
      implements Command, Request<SubmitReply>, Bulk {

    @Override
    public MiningUnavailable unavailable(Unavailable why) {
      return new MiningUnavailable(why.text());
    }
  }

  /** Take a header that a peer gossiped; the verdict comes when its proof is checked. */
  record TakeHeader(AuxPowHeader header, ActorRef<GossipVerdict> replyTo)
      implements Command, Request<GossipVerdict>, Bulk {

    @Override
    public GossipVerdict unavailable(Unavailable why) {
      return GossipVerdict.of(why);
    }
  }

  /** The header that the next block would carry. */
  record GetQueued(ActorRef<PickReply> replyTo) implements Command, Request<PickReply>, Bulk {

    @Override
    public MiningUnavailable unavailable(Unavailable why) {
      return new MiningUnavailable(why.text());
    }
  }

  /**
   * From the ChainActor at an own slot: which header goes into a child of {@code parent}? Answered
   * from the basis of the last {@link ChainAdvanced} and only when it was for that parent.
   */
  record PickHeader(Hash32 parent, ActorRef<PickReply> replyTo)
      implements Command, Request<PickReply> {

    @Override
    public MiningUnavailable unavailable(Unavailable why) {
      return new MiningUnavailable(why.text());
    }
  }

  /** From the ChainActor: a block with this header turned out invalid; never pick it again. */
  record DiscardHeader(AuxPowHeader header, String reason) implements Command {}

  /**
   * From the ChainActor after each change of the head: what a child of {@code head} may finalise.
   *
   * @param head the certified tip
   * @param lastFinal lastFinal of a child of the head (7.2)
   * @param committed the blocks after lastFinal up to the committed tip of the head's ancestry,
   *     oldest first: the possible range
   * @param workState opaque to miners: what required bits and height are computed from
   */
  record ChainAdvanced(
      BlockRef head, BlockRef lastFinal, List<BlockRef> committed, WorkState workState)
      implements Command, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(head.root());
    }

    /** Keeps a copy of the list. */
    public ChainAdvanced {
      committed = List.copyOf(committed);
    }
  }

  /** In the ChainActor's place: the chain stands still, so nothing can be finalised for now. */
  record ChainLost(String reason) implements Command {}

  /** Answer to {@link CreateTemplate}. */
  sealed interface TemplateReply {}

  /**
   * Work for a miner (mining-and-peg §5).
   *
   * @param workHash what the coinbase commits to (7.1), internal order
   * @param chainId AuxPoW chain id, unsigned 32 bits
   * @param previousPowBlock root of the block that carried the last AuxPoW, genesis without one
   * @param bits required compact target; it never changes for this template
   * @param height the AuxPoW header's height
   * @param rangeStart first block of the range
   * @param rangeEnd last block of the range
   */
  record Template(
      Hash32 workHash,
      int chainId,
      Hash32 previousPowBlock,
      CompactBits bits,
      Height height,
      BlockRef rangeStart,
      BlockRef rangeEnd)
      implements TemplateReply {}

  /** No template now; {@code code} is stable ("syncing", "nothing-committed", …). */
  record NoTemplate(String code, String reason) implements TemplateReply {}

  /** Answer to {@link SubmitProof}. */
  sealed interface SubmitReply {}

  /** The proof holds and is queued, or is already queued or final (resubmits are idempotent). */
  record ProofAccepted(BlockRef rangeStart, BlockRef rangeEnd, boolean again)
      implements SubmitReply {}

  /** The work hash was never handed out or is forgotten. */
  record UnknownWork(Hash32 workHash) implements SubmitReply {}

  /** The proof breaks a rule or came too late; {@code code} is stable, values are hex or text. */
  record ProofRefused(String code, String expected, String found) implements SubmitReply {}

  /** The node can't judge now. */
  record MiningUnavailable(String reason) implements SubmitReply, TemplateReply, PickReply {}

  /** Answer to {@link PickHeader} and {@link GetQueued}. */
  sealed interface PickReply {}

  /** Include this header. */
  record Picked(AuxPowHeader header) implements PickReply {}

  /** Nothing is queued that a child of this parent may carry. */
  record NothingQueued() implements PickReply {}
}
