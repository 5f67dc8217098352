package io.alys.node.rpc;

import akka.actor.typed.ActorRef;
import io.alys.actors.bus.Address;
import io.alys.actors.bus.Caller;
import java.util.function.Function;

/**
 * Asks actors in the server's name and waits, which is cheap on a virtual thread. There is always
 * an answer: the requests have words for none.
 */
final class ActorQuestions {

  private static final Caller CALLER = Caller.named("rpc");

  <M, R> R ask(Address<M> actor, Deadline deadline, Function<ActorRef<R>, ? extends M> question) {
    return actor.<R>ask(CALLER, deadline.left(), question).toCompletableFuture().join();
  }
}
