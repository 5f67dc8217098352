package io.alys.actors.runtime;

import akka.actor.AbstractExtensionId;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import java.util.function.Function;

/**
 * What all actors of a system share: clock, limits, meters, dead letters, test hooks. Every actor
 * of ours is spawned through it, so that it has a bounded mailbox and is measured.
 */
public final class ActorRuntime implements Extension {

  private static final Id ID = new Id();

  private static final class Id extends AbstractExtensionId<ActorRuntime> {

    @Override
    public ActorRuntime createExtension(ExtendedActorSystem system) {
      return new ActorRuntime();
    }
  }

  private ActorRuntime() {}

  /** The system's runtime. */
  public static ActorRuntime of(ActorSystem<?> system) {
    return ID.get(Adapter.toClassic(system));
  }

  /** The limits of a kind. */
  public KindLimits limits(ActorKind kind) {
    return KindLimits.DEFAULT;
  }

  /**
   * Spawns an actor with a mailbox and meters of its own.
   *
   * @param parent in whose context it is spawned
   * @param how its name, kind and dispatcher
   * @param behavior its behaviour, given the cell that it shares with its mailbox
   */
  public <T> ActorRef<T> spawn(
      ActorContext<?> parent, Spawn how, Function<ActorCell, Behavior<T>> behavior) {
    var path = parent.getSelf().path().child(how.name()).toStringWithoutAddress();
    var below = path.startsWith("/user/") ? path.substring("/user".length()) : path;
    var cell = new ActorCell(below, how.kind(), limits(how.kind()));
    return parent.spawn(behavior.apply(cell), how.name(), how.dispatcher());
  }
}
