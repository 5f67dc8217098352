package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.DeliveryInterceptor;
import io.alys.actors.runtime.Spawn;

/**
 * Puts an actor together, from the outside in: its mailbox; Akka's supervision, which begins the
 * waiting behaviour when another one ends and keeps the address; the interceptor of its life; that
 * of delivery; the waiting behaviour, which becomes the actor's own when it is begun.
 */
final class Shell {

  /** Whom a part reports to, and under which number. */
  record Superior(ActorRef<Report> supervisor, int slot) {}

  /** An actor as its supervisor holds it. */
  record Spawned<T>(ActorRef<T> address, ActorCell cell) {}

  private Shell() {}

  /** Spawns the actor, waiting. */
  static <T> Spawned<T> spawn(ActorContext<?> context, ChildSpec<T> spec, Superior superior) {
    var cells = new ActorCell[1];
    var how = new Spawn(spec.name(), spec.kind(), spec.dispatcher());
    ActorRef<T> address =
        ActorRuntime.of(context.getSystem())
            .spawn(
                context,
                how,
                cell -> {
                  cells[0] = cell;
                  return around(cell, spec, superior);
                });
    return new Spawned<>(address, cells[0]);
  }

  private static <T> Behavior<T> around(ActorCell cell, ChildSpec<T> spec, Superior superior) {
    cell.setOpen(false);
    var life = new LifecycleInterceptor<>(cell, spec, superior);
    Behavior<Object> waiting =
        Behaviors.<Object, T>intercept(
            () -> life, DeliveryInterceptor.around(cell, Behaviors.<T>empty()));
    // Unlimited and silent: the interceptor reports, and the supervisor decides and logs.
    return Behaviors.supervise(waiting)
        .onFailure(ShellFailure.class, SupervisorStrategy.restart().withLoggingEnabled(false))
        .narrow();
  }
}
