package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;

/** The protocol of the actors in these tests. */
interface Work {

  sealed interface Command extends ActorMessage {}

  /** Owed one answer. */
  record Job(int number, ActorRef<Result> replyTo) implements Command, Request<Result> {

    @Override
    public Result unavailable(Unavailable why) {
      return new Refused(number, why);
    }
  }

  /** Tells only; travels in the bulk lane. */
  record Note(int number) implements Command, Bulk {}

  /** Nobody handles it. */
  record Riddle() implements Command {}

  sealed interface Result extends ActorMessage {}

  record Done(int number) implements Result {}

  record Refused(int number, Unavailable why) implements Result {}
}
