package io.alys.node.admin;

import akka.actor.typed.ActorRef;
import io.alys.actors.bus.Address;
import io.alys.actors.bus.Caller;
import java.time.Duration;
import java.util.function.Function;

/**
 * Asks actors in the administration's name and waits, which is cheap on a virtual thread. There is
 * always an answer: the requests have words for none.
 */
final class Asking {

  private static final Caller CALLER = Caller.named("admin");

  private final Duration within;

  Asking(Duration within) {
    this.within = within;
  }

  <M, R> R ask(Address<M> actor, Function<ActorRef<R>, ? extends M> question) {
    return actor.<R>ask(CALLER, within, question).toCompletableFuture().join();
  }
}
