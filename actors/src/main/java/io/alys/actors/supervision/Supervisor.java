package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Signal;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.runtime.ControlMessage;
import io.alys.messages.registry.ActorNotice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spawns the parts of a tree, begins them in order and decides what happens when one fails. It
 * never stops an actor: parts are halted and begun in place, and so all addresses stay valid.
 */
public final class Supervisor extends AbstractOnMessageBehavior<ControlMessage> {

  private final Charge charge;
  private final OperatorDesk desk;

  /**
   * The supervisor at the top of a tree. It begins its parts at once. Whatever fails, it goes on:
   * what none of the supervisors can remedy is left out of service, and the observers are told.
   *
   * @param parts in the order in which they begin; names are unique in the whole tree
   * @param observers told of each actor and of each move in its life, in order
   */
  public static Behavior<SupervisorProtocol.Command> create(
      List<Part> parts, List<ActorRef<ActorNotice>> observers) {
    Nursery.checkNames(parts);
    return behavior(parts, observers, null).narrow();
  }

  /** The same below another supervisor; it begins when it is told. */
  static Behavior<ControlMessage> below(
      Shell.Superior superior, Subtree subtree, List<ActorRef<ActorNotice>> observers) {
    return behavior(subtree.parts(), observers, superior);
  }

  private static Behavior<ControlMessage> behavior(
      List<Part> parts, List<ActorRef<ActorNotice>> observers, Shell.@Nullable Superior superior) {
    var made =
        Behaviors.<ControlMessage>setup(
            context ->
                Behaviors.withTimers(
                    timers -> new Supervisor(context, timers, parts, observers, superior)));
    // A bug here must not take the actors with it: resume keeps them and what is known of them.
    return Behaviors.supervise(made).onFailure(SupervisorStrategy.resume());
  }

  private Supervisor(
      ActorContext<ControlMessage> context,
      TimerScheduler<ControlMessage> timers,
      List<Part> parts,
      List<ActorRef<ActorNotice>> observers,
      Shell.@Nullable Superior superior) {
    super(context);
    var chronicle = new Chronicle(observers, context.getLog());
    var nursery = new Nursery(context, observers);
    this.charge = new Charge(context, timers, chronicle, nursery.spawn(parts), superior);
    this.desk = new OperatorDesk(charge, context, timers);
    charge.onSpawned(nursery.addresses());
  }

  @Override
  public Behavior<ControlMessage> onMessage(ControlMessage message) {
    switch (message) {
      case Report report -> onReport(report);
      case Order order -> onOrder(order);
      case SupervisorProtocol.Command command -> desk.onCommand(command);
      case Charge.Due due -> charge.onDue(due);
      case Charge.Overdue overdue -> charge.onOverdue(overdue);
      case OperatorDesk.TimeIsUp timeIsUp -> desk.onTimeIsUp(timeIsUp);
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  @Override
  public Behavior<ControlMessage> onSignal(Signal signal) {
    if (signal instanceof Terminated ended) {
      charge.onGone(ended.getRef());
      return this;
    }
    return Behaviors.unhandled();
  }

  private void onReport(Report report) {
    switch (report) {
      case Report.Spawned spawned -> charge.onSpawned(spawned.addresses());
      case Report.Down down -> charge.onDown(down.slot());
      case Report.Begun begun -> charge.onBegun(begun.slot());
      case Report.Serving serving -> charge.onServing(serving.slot());
      case Report.Served served -> charge.onServed(served.slot());
      case Report.Crashed crashed -> charge.onCrashed(crashed);
      case Report.Escalated escalated -> charge.onEscalated(escalated);
    }
    desk.onProgress();
  }

  private void onOrder(Order order) {
    switch (order) {
      case Order.Begin begin -> charge.beginAll(begin);
      case Order.Halt halt -> charge.haltAll(halt);
      case Order.Refuse refuse -> charge.refuseAll(refuse);
      case Order.Substitute _ -> throw new IllegalStateException("a subtree has no stand-in");
    }
    desk.onProgress();
  }
}
