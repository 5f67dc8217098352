package io.alys.messages.registry;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Health;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import java.util.List;

/** Messages of the registry of actors; supervisors tell it {@link ActorNotice}s. */
public interface RegistryProtocol {

  /** What it takes. */
  sealed interface Command extends ActorMessage
      permits ActorNotice, ListActors, ListMoves, AssessReadiness {}

  /** Asks for all actors, by path, and the node's health. */
  record ListActors(ActorRef<ActorsReply> replyTo) implements Command, Request<ActorsReply> {

    @Override
    public ActorsReply unavailable(Unavailable why) {
      return new RegistryUnavailable(why);
    }
  }

  /** Asks for the last moves, the newest first. */
  record ListMoves(int atMost, ActorRef<MovesReply> replyTo)
      implements Command, Request<MovesReply> {

    @Override
    public MovesReply unavailable(Unavailable why) {
      return new RegistryUnavailable(why);
    }
  }

  /** Asks whether the node can do what a role needs. */
  record AssessReadiness(NodeRole role, ActorRef<ReadinessReply> replyTo)
      implements Command, Request<ReadinessReply> {

    @Override
    public ReadinessReply unavailable(Unavailable why) {
      return new RegistryUnavailable(why);
    }
  }

  /** What {@link ListActors} is answered with. */
  sealed interface ActorsReply {}

  /** What {@link ListMoves} is answered with. */
  sealed interface MovesReply {}

  /** What {@link AssessReadiness} is answered with. */
  sealed interface ReadinessReply {}

  /**
   * Every actor.
   *
   * @param health the node's
   * @param stuck paths of actors that others depend on and that have not answered for so long that
   *     only a new process can help
   */
  record Actors(Health health, List<String> stuck, List<ActorEntry> actors) implements ActorsReply {

    /** Keeps copies of the lists. */
    public Actors {
      stuck = List.copyOf(stuck);
      actors = List.copyOf(actors);
    }
  }

  /** The last moves, the newest first. */
  record Moves(List<ActorMove> moves) implements MovesReply {

    /** Keeps a copy of the list. */
    public Moves {
      moves = List.copyOf(moves);
    }
  }

  /** The checks of a role; the node is ready for it when all of them pass. */
  record Readiness(NodeRole role, List<ReadinessCheck> checks) implements ReadinessReply {

    /** Keeps a copy of the list. */
    public Readiness {
      checks = List.copyOf(checks);
    }

    /** Whether all checks pass. */
    public boolean isReady() {
      return checks.stream().allMatch(ReadinessCheck::passed);
    }
  }

  /** There is no answer now. */
  record RegistryUnavailable(Unavailable why) implements ActorsReply, MovesReply, ReadinessReply {}
}
