package io.alys.messages.network;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.PeerId;
import java.util.List;

/** Messages of the NetworkActor: gossip out, and questions to peers. */
public interface NetworkProtocol {

  /** What anybody may send. */
  sealed interface Command extends ActorMessage {}

  /** Tell all peers. */
  record Publish(Gossip gossip) implements Command {}

  /** From the SyncActor: these peers are connected and of this chain. */
  record UsePeers(List<PeerId> peers) implements Command {

    /** Keeps a copy of the list. */
    public UsePeers {
      peers = List.copyOf(peers);
    }
  }

  /**
   * Ask peers for blocks that the chain lacks; what comes is given to the chain like gossip. Nobody
   * is told when none comes: whoever wants them asks again.
   */
  record WantBlocks(List<Hash32> roots) implements Command {

    /** Keeps a copy of the list. */
    public WantBlocks {
      roots = List.copyOf(roots);
    }
  }

  /** Ask peers for the approvals of a block; what comes is given to the chain. */
  record WantApprovals(Hash32 root) implements Command, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /** Ask one peer for a range of its canonical chain. */
  record FetchRange(PeerId peer, Height from, int count, ActorRef<BlocksReply> replyTo)
      implements Command, Request<BlocksReply>, Bulk {

    @Override
    public BlocksReply unavailable(Unavailable why) {
      return new NotFetched(why.text(), false);
    }
  }

  /** Ask one peer for a block. */
  record FetchBlock(PeerId peer, Hash32 root, ActorRef<BlocksReply> replyTo)
      implements Command, Request<BlocksReply>, Bulk, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }

    @Override
    public BlocksReply unavailable(Unavailable why) {
      return new NotFetched(why.text(), false);
    }
  }

  /** A peer gave what an honest one would not have given. */
  record Blame(PeerId peer, String code, String detail) implements Command {}

  /** Answer to {@link FetchRange} and {@link FetchBlock}. */
  sealed interface BlocksReply {}

  /** What the peer sent, parents first; possibly fewer than asked for, or none. */
  record BlocksFetched(List<SignedBlock> blocks) implements BlocksReply {

    /** Keeps a copy of the list. */
    public BlocksFetched {
      blocks = List.copyOf(blocks);
    }
  }

  /** Nothing usable came; {@code malformed} when what came breaks the form. */
  record NotFetched(String reason, boolean malformed) implements BlocksReply {}
}
