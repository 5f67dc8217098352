package io.alys.actors.runtime;

import akka.actor.ActorPath;
import akka.actor.ActorRefProvider;
import akka.actor.typed.ActorRef;
import akka.actor.typed.internal.InternalRecipientRef;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.TraceContext;
import io.alys.messages.actor.Unavailable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a request's {@code replyTo} while an actor has the request: the first answer goes
 * through, in the request's conversation; later ones are counted and dropped. It can't be watched
 * or sent over a network.
 */
public final class ReplySlot<R> implements ActorRef<R>, InternalRecipientRef<R> {

  private static final VarHandle REQUEST;

  static {
    try {
      REQUEST = MethodHandles.lookup().findVarHandle(ReplySlot.class, "request", Request.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final ActorCell cell;
  private final ActorRef<R> requester;
  private final long correlation;
  private final TraceContext trace;

  /** Null once it is answered. */
  @SuppressWarnings("unused") // by its handle
  private volatile @Nullable Request<R> request;

  ReplySlot(ActorCell cell, Request<R> request, Current current) {
    this.cell = cell;
    this.request = request;
    this.requester = request.replyTo();
    this.correlation = current.correlation;
    this.trace = current.context();
  }

  /** Whether an answer is still owed. */
  public boolean isOpen() {
    return request != null;
  }

  @Override
  public void tell(R answer) {
    if (take() != null) {
      pass(answer);
    } else {
      cell.stats().lateAnswer();
    }
  }

  /** Answers with a refusal if no answer was given yet; whether it did. */
  boolean refuse(Unavailable why) {
    var owed = take();
    if (owed != null) {
      pass(owed.unavailable(why));
    }
    return owed != null;
  }

  @SuppressWarnings("unchecked") // the field's type
  private @Nullable Request<R> take() {
    var owed = (Request<R>) REQUEST.getAndSet(this, null);
    if (owed != null) {
      cell.requestAnswered();
    }
    return owed;
  }

  private void pass(R answer) {
    Current.ofThread().within(correlation, trace, () -> requester.tell(answer));
  }

  @Override
  public <U extends R> ActorRef<U> narrow() {
    return cast();
  }

  @Override
  public <U> ActorRef<U> unsafeUpcast() {
    return cast();
  }

  @SuppressWarnings("unchecked") // a receiver of R receives each of its subtypes
  private <U> ActorRef<U> cast() {
    return (ActorRef<U>) this;
  }

  @Override
  public ActorPath path() {
    return requester.path();
  }

  @Override
  public ActorRefProvider provider() {
    return ((InternalRecipientRef<?>) requester).provider();
  }

  @Override
  public boolean isTerminated() {
    return ((InternalRecipientRef<?>) requester).isTerminated();
  }

  @Override
  public int compareTo(ActorRef<?> other) {
    return path().compareTo(other.path());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "ReplySlot[" + requester + "]";
  }
}
