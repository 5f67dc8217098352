package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.alys.messages.registry.ActorNotice;
import java.util.List;

/** Spawns the parts of a tree, begins them in order and decides what happens when one fails. */
public final class Supervisor {

  private Supervisor() {}

  /**
   * The supervisor at the top of a tree. It begins its parts at once. Whatever fails, it goes on:
   * what none of the supervisors can remedy is left out of service, and the observers are told.
   *
   * @param parts in the order in which they begin; names are unique in the whole tree
   * @param observers told of each actor and of each move in its life, in order
   */
  public static Behavior<SupervisorProtocol.Command> create(
      List<Part> parts, List<ActorRef<ActorNotice>> observers) {
    throw new UnsupportedOperationException("not built yet");
  }
}
