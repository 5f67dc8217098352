package io.alys.actors.runtime;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;

/**
 * Asks whether an actor still takes messages. It waits its turn in the consensus lane like any
 * other, so that a stuck actor does not answer; the shell answers for the actor, which never sees
 * it.
 *
 * @param round repeated in the answer
 */
public record Ping(long round, ActorRef<Pong> replyTo) implements ActorMessage {

  /** The answer. */
  public record Pong(long round, String path) implements ActorMessage {}
}
