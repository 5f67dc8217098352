package io.alys.actors.runtime;

import akka.actor.typed.internal.AdaptWithRegisteredMessageAdapter;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Deadline;
import io.alys.messages.actor.Envelope;
import io.alys.messages.actor.MessageId;
import io.alys.messages.actor.Priority;
import io.alys.messages.actor.TraceContext;
import org.jspecify.annotations.Nullable;

/** A message in a mailbox, with what was known in the sender's thread. */
final class Parcel {

  /** For {@link #stamp}: nobody looked at the clock. */
  static final long UNSTAMPED = Long.MIN_VALUE;

  private static final ClassValue<Boolean> FROM_AKKA =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return type.getName().startsWith("akka.")
              && !AdaptWithRegisteredMessageAdapter.class.isAssignableFrom(type);
        }
      };

  final akka.dispatch.Envelope handle;
  private final @Nullable Envelope<?> envelope;
  final @Nullable ActorCell sender;

  /** Which of the sender's behaviours sent it. */
  final int incarnation;

  /** 0 for none. */
  final long correlation;

  final TraceContext trace;
  private final boolean control;

  /** When it came, when it is in a lane and somebody looked at the clock. */
  long stamp = UNSTAMPED;

  /** When it was given out. */
  long started;

  /** Its place in its lane. */
  long place;

  private Parcel(akka.dispatch.Envelope handle, @Nullable Envelope<?> envelope, Current current) {
    this.handle = handle;
    this.control = envelope == null && handle.message() instanceof ControlMessage;
    this.envelope = envelope;
    this.sender = current.actor();
    this.incarnation = current.incarnation;
    this.correlation = envelope == null ? current.correlation : envelope.correlation().value();
    this.trace = envelope == null ? current.context() : envelope.trace();
  }

  /** The same message once more. */
  Parcel(Parcel other) {
    this.handle = other.handle;
    this.control = other.control;
    this.envelope = other.envelope;
    this.sender = other.sender;
    this.incarnation = other.incarnation;
    this.correlation = other.correlation;
    this.trace = other.trace;
  }

  /** A message of the calling thread. */
  static Parcel of(akka.dispatch.Envelope handle, Current current) {
    if (handle.message() instanceof Envelope<?> envelope) {
      return new Parcel(handle, envelope, current);
    }
    if (handle.message() instanceof AdaptWithRegisteredMessageAdapter<?> adapted
        && adapted.msg() instanceof Envelope<?> envelope) {
      // Akka's message adapters choose by the class of what they get, so they get no envelope.
      var opened = new AdaptWithRegisteredMessageAdapter<>(envelope.message());
      return new Parcel(new akka.dispatch.Envelope(opened, handle.sender()), envelope, current);
    }
    return new Parcel(handle, null, current);
  }

  /** The message as its sender wrote it, out of all wrappers. */
  Object content() {
    if (envelope != null) {
      return envelope.message();
    }
    var message = handle.message();
    return message instanceof AdaptWithRegisteredMessageAdapter<?> adapted
        ? adapted.msg()
        : message;
  }

  Priority priority() {
    if (envelope != null) {
      return envelope.priority();
    }
    return content() instanceof Bulk ? Priority.BULK : Priority.CONSENSUS;
  }

  @Nullable Deadline deadline() {
    return envelope == null ? null : envelope.deadline();
  }

  /**
   * Whether it is a wrapper of Akka's around what the actor itself has set going (timers, results
   * of futures), so that there are as many as the actor wants.
   */
  static boolean isAkkasOwn(Object message) {
    return !(message instanceof ActorMessage) && FROM_AKKA.get(message.getClass());
  }

  boolean isControl() {
    return control;
  }

  boolean isAkkasOwn() {
    return envelope == null && isAkkasOwn(handle.message());
  }

  /** Path of the sending actor, or what the envelope says; empty for a plain thread. */
  String senderName() {
    if (envelope != null) {
      return envelope.sender();
    }
    return sender == null ? "" : sender.path();
  }

  @Nullable MessageId conversation() {
    return Current.idOf(correlation);
  }
}
