package io.alys.actors.supervision;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ControlMessage;
import io.alys.actors.runtime.Ping;

/** Answers the health rounds for a supervisor, which itself is told control messages alone. */
final class PingInterceptor extends BehaviorInterceptor<Object, ControlMessage> {

  private final ActorCell cell;

  private PingInterceptor(ActorCell cell) {
    super(Object.class);
    this.cell = cell;
  }

  static Behavior<ControlMessage> around(ActorCell cell, Behavior<ControlMessage> supervisor) {
    return Behaviors.<Object, ControlMessage>intercept(() -> new PingInterceptor(cell), supervisor)
        .narrow();
  }

  @Override
  public Behavior<ControlMessage> aroundReceive(
      TypedActorContext<Object> context, Object message, ReceiveTarget<ControlMessage> target) {
    return switch (message) {
      case Ping(long round, var replyTo) -> {
        replyTo.tell(new Ping.Pong(round, cell.path()));
        yield Behaviors.same();
      }
      case ControlMessage control -> target.apply(context, control);
      default -> Behaviors.unhandled();
    };
  }
}
