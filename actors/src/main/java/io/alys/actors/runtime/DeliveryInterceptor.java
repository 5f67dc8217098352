package io.alys.actors.runtime;

import akka.actor.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Envelope;
import io.alys.messages.actor.Request;
import io.alys.workflows.ports.Tracing;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages to an actor's behaviour: opens envelopes, turns away what must not get through,
 * puts a slot in place of a request's {@code replyTo}, measures, and says in {@link Current} what
 * the thread is doing. A failure is counted, answered and thrown on.
 */
public final class DeliveryInterceptor<T> extends BehaviorInterceptor<Object, T> {

  private final ActorCell cell;
  private final ActorStats stats;
  private final Tracing tracing;
  private final @Nullable Origin origin;
  private @Nullable Behavior<T> behavior;

  /** For one start of one actor; see {@link #around}. */
  private DeliveryInterceptor(ActorCell cell, @Nullable Origin origin) {
    super(Object.class);
    this.origin = origin;
    this.cell = cell;
    this.stats = cell.stats();
    this.tracing = cell.runtime().tracing();
  }

  /** The behaviour with delivery around it. */
  public static <T> Behavior<T> around(ActorCell cell, Behavior<T> inner) {
    return around(cell, null, inner);
  }

  /** The same; what the behaviour does at its start it does in the name of {@code origin}. */
  static <T> Behavior<T> around(ActorCell cell, @Nullable Origin origin, Behavior<T> inner) {
    return Behaviors.<Object, T>intercept(() -> new DeliveryInterceptor<>(cell, origin), inner)
        .narrow();
  }

  @Override
  public Behavior<T> aroundStart(TypedActorContext<Object> context, PreStartTarget<T> target) {
    var current = Current.ofThread();
    current.enter(cell);
    if (origin != null) {
      current.resume(origin);
    }
    try {
      var started = target.start(context);
      behavior = started;
      return started;
    } finally {
      current.clear();
    }
  }

  @Override
  public Behavior<T> aroundSignal(
      TypedActorContext<Object> context, Signal signal, SignalTarget<T> target) {
    var current = Current.ofThread();
    current.enter(cell);
    try {
      return shortened(target.apply(context, signal));
    } finally {
      current.clear();
      if (signal instanceof PostStop) {
        cell.refuseInFlight(Refusals.stopped(cell));
      }
    }
  }

  @Override
  @SuppressWarnings("unchecked") // what arrives is what the actor's address took
  public Behavior<T> aroundReceive(
      TypedActorContext<Object> context, Object message, ReceiveTarget<T> target) {
    var current = Current.ofThread();
    var parcel = inHand(message, current);
    current.enter(cell);
    try {
      if (parcel.isControl()) {
        return shortened(target.apply(context, (T) message));
      }
      if (parcel.content() instanceof Ping ping) {
        ping.replyTo().tell(new Ping.Pong(ping.round(), cell.path()));
        return Behaviors.same();
      }
      var content = admitted(parcel, message, current);
      if (content == null) {
        return Behaviors.same();
      }
      return handled(context, content, target, parcel, current);
    } finally {
      current.clear();
    }
  }

  /** The message out of its wrappers, null if it was turned away. */
  private @Nullable Object admitted(Parcel parcel, Object message, Current current) {
    current.correlation = parcel.correlation;
    current.setContext(parcel.trace);
    int incarnation = parcel.sender == cell ? parcel.incarnation : current.incarnation;
    Object content = message instanceof Envelope<?> envelope ? envelope.message() : message;
    if (content instanceof Continued<?> continued) {
      current.resume(continued.origin());
      incarnation = continued.origin().incarnation();
      content = continued.message();
    }
    if (current.correlation == 0) {
      current.correlation = cell.nextId();
    }
    return turnedAway(parcel, content, incarnation) ? null : content;
  }

  private boolean turnedAway(Parcel parcel, Object content, int incarnation) {
    var refusal = cell.refusal();
    var deadline = parcel.deadline();
    if (refusal != null) {
      cell.turnAway(parcel, content, DropCause.OUT_OF_SERVICE, refusal);
    } else if (incarnation != cell.incarnation()) {
      cell.turnAway(parcel, content, DropCause.STALE, Refusals.restarted(cell));
    } else if (deadline != null && deadline.hasPassed(parcel.started)) {
      cell.turnAway(parcel, content, DropCause.EXPIRED, Refusals.expired(cell));
    } else if (content instanceof Request<?> && cell.isBusy()) {
      cell.turnAway(parcel, content, DropCause.REFUSED, Refusals.busy(cell));
    } else {
      return false;
    }
    return true;
  }

  /** What the mailbox gave out; made up for an actor with another mailbox. */
  private Parcel inHand(Object message, Current current) {
    var parcel = current.takeInHand(cell);
    if (parcel == null) {
      parcel = Parcel.of(new akka.dispatch.Envelope(message, ActorRef.noSender()), current);
      parcel.started = current.watch.begin(cell, true);
      current.hand(cell, parcel);
      current.takeInHand(cell);
    }
    return parcel;
  }

  @SuppressWarnings({"unchecked", "ReferenceEquality"}) // what the address took; the very object
  private Behavior<T> handled(
      TypedActorContext<Object> context,
      Object content,
      ReceiveTarget<T> target,
      Parcel parcel,
      Current current) {
    var span = tracing.isOn() ? Spans.start(tracing, cell, parcel, content) : null;
    ReplySlot<?> slot = null;
    Object delivered = content;
    if (content instanceof Request<?> request) {
      var form = RequestForm.of(request.getClass());
      if (form.fits()) {
        slot = cell.owe(request);
        delivered = form.copy(request, slot);
      }
    }
    try {
      var next = target.apply(context, (T) delivered);
      if (next == Behaviors.<T>unhandled()) {
        unhandled(delivered, slot, parcel);
      }
      return shortened(next);
    } catch (Throwable failure) {
      failed(failure, delivered, slot, parcel);
      if (span != null) {
        span.fail(failure);
      }
      throw failure;
    } finally {
      current.watch.end(cell, content, span == null);
      if (span != null) {
        span.end();
      }
    }
  }

  private void unhandled(Object content, @Nullable ReplySlot<?> slot, Parcel parcel) {
    cell.drop(DropCause.UNHANDLED, parcel.senderName(), content, Current.correlation());
    if (slot != null) {
      slot.refuse(Refusals.unhandled(cell, content));
    }
  }

  private void failed(
      Throwable failure, Object content, @Nullable ReplySlot<?> slot, Parcel parcel) {
    stats.failed();
    cell.drop(DropCause.CRASHED, parcel.senderName(), content, Current.correlation());
    if (slot != null) {
      slot.refuse(Refusals.crashed(cell, failure));
    }
  }

  /** A behaviour that returns itself is the same; Akka would wrap it anew for each message. */
  @SuppressWarnings("ReferenceEquality") // the very object is meant
  private Behavior<T> shortened(Behavior<T> next) {
    if (next == behavior) {
      return Behaviors.same();
    }
    if (next != Behaviors.<T>same() && next != Behaviors.<T>unhandled()) {
      behavior = next;
    }
    return next;
  }
}
