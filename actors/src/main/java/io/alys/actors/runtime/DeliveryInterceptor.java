package io.alys.actors.runtime;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.actor.Envelope;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages to an actor's behaviour: opens envelopes, turns away what must not get through,
 * puts a slot in place of a request's {@code replyTo}, measures, and says in {@link Current} what
 * the thread is doing. A failure is counted, answered and thrown on.
 */
public final class DeliveryInterceptor<T> extends BehaviorInterceptor<Object, T> {

  private final ActorCell cell;
  private @Nullable Behavior<T> current;

  /** For one start of one actor; see {@link #around}. */
  public DeliveryInterceptor(ActorCell cell) {
    super(Object.class);
    this.cell = cell;
  }

  /** The behaviour with delivery around it. */
  public static <T> Behavior<T> around(ActorCell cell, Behavior<T> inner) {
    return Behaviors.<Object, T>intercept(() -> new DeliveryInterceptor<>(cell), inner).narrow();
  }

  @Override
  public Behavior<T> aroundStart(TypedActorContext<Object> context, PreStartTarget<T> target) {
    var frame = Current.ofThread();
    frame.enter(cell);
    try {
      var started = target.start(context);
      current = started;
      return started;
    } finally {
      frame.clear();
    }
  }

  @Override
  public Behavior<T> aroundSignal(
      TypedActorContext<Object> context, Signal signal, SignalTarget<T> target) {
    var frame = Current.ofThread();
    frame.enter(cell);
    try {
      return shortened(target.apply(context, signal));
    } finally {
      frame.clear();
      if (signal instanceof PostStop) {
        cell.refuseInFlight(
            new Unavailable(
                Unavailable.Code.STOPPING, cell.path() + " has stopped", Duration.ZERO));
      }
    }
  }

  @Override
  @SuppressWarnings("unchecked") // what arrives is what the actor's address took
  public Behavior<T> aroundReceive(
      TypedActorContext<Object> context, Object message, ReceiveTarget<T> target) {
    var frame = Current.ofThread();
    frame.enter(cell);
    try {
      var content = message instanceof Envelope<?> envelope ? envelope.message() : message;
      if (content instanceof Ping ping) {
        ping.replyTo().tell(new Ping.Pong(ping.round(), cell.path()));
        return Behaviors.same();
      }
      if (content instanceof Request<?> request) {
        var slot = new ReplySlot<>(cell, (Request<Object>) request, frame.correlation, frame.trace);
        var copy = RequestForm.copy(request, slot);
        if (copy != null) {
          cell.requests().add(slot);
          content = copy;
        }
      }
      return shortened(target.apply(context, (T) content));
    } finally {
      frame.clear();
    }
  }

  /** A behaviour that returns itself is the same; Akka would wrap it anew for each message. */
  @SuppressWarnings("ReferenceEquality") // the very object is meant
  private Behavior<T> shortened(Behavior<T> next) {
    if (next == current) {
      return Behaviors.same();
    }
    if (next != Behaviors.<T>same() && next != Behaviors.<T>unhandled()) {
      current = next;
    }
    return next;
  }
}
