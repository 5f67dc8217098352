package io.alys.messages.network;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.PeerId;
import java.util.Optional;

/** Messages of the SyncActor: what peers claim, and how far behind this node is. */
public interface SyncProtocol {

  /** What anybody may send. */
  sealed interface Command extends ActorMessage {}

  /** A peer's status names this block as its certified head; a claim, until it is verified. */
  record PeerClaims(PeerId peer, BlockRef certified) implements Command {}

  /** The peer is gone, and what it claimed with it. */
  record PeerGone(PeerId peer) implements Command {}

  /** How far is it? */
  record GetProgress(ActorRef<ProgressReply> replyTo)
      implements Command, Request<ProgressReply>, Bulk {

    @Override
    public ProgressReply unavailable(Unavailable why) {
      return new ProgressUnavailable(why);
    }
  }

  /** Answer to {@link GetProgress}. */
  sealed interface ProgressReply {}

  /**
   * Where sync stands.
   *
   * @param phase "waiting-for-peers", "syncing" or "synced", in that spelling
   * @param head the own certified head
   * @param target the highest certified head that peers have and that was verified (rule 10)
   * @param peers peers whose claims are known
   */
  record Progress(String phase, BlockRef head, Optional<BlockRef> target, int peers)
      implements ProgressReply {}

  /** The question can't be answered now. */
  record ProgressUnavailable(Unavailable why) implements ProgressReply {}
}
