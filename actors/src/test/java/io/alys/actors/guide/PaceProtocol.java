package io.alys.actors.guide;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;

/** Messages of the PaceActor: how long this node takes to make a block. */
public interface PaceProtocol {

  /** What anybody may send. */
  sealed interface Command extends ActorMessage {}

  /** Asks for the mean of the last blocks. For people, so it may wait: bulk. */
  record GetPace(ActorRef<PaceReply> replyTo) implements Command, Request<PaceReply>, Bulk {

    @Override
    public PaceReply unavailable(Unavailable why) {
      return new PaceUnavailable(why);
    }
  }

  /** The one answer to {@link GetPace}. */
  sealed interface PaceReply {}

  /** The mean over so many blocks. */
  record Pace(Duration mean, int blocks) implements PaceReply {}

  /** No block was made yet. */
  record NoBlocks() implements PaceReply {}

  /** No answer of substance now. */
  record PaceUnavailable(Unavailable why) implements PaceReply {}
}
