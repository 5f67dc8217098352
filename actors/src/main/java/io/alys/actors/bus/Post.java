package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Deadline;
import io.alys.messages.actor.Envelope;
import io.alys.messages.actor.MessageId;
import io.alys.messages.actor.Priority;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.TraceContext;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts messages in envelopes and sends them. */
final class Post {

  private final ActorSystem<?> system;
  private final ActorRuntime runtime;

  Post(ActorSystem<?> system) {
    this.system = system;
    this.runtime = ActorRuntime.of(system);
  }

  ActorRuntime runtime() {
    return runtime;
  }

  /** Sends what the calling thread has to say, an actor's or another one. */
  <T> void send(Recipient<T> to, T message, Sending how) {
    if (to.cell() == null) {
      to.actor().tell(message);
    } else {
      to.untyped().tell(enclose(message, how));
    }
  }

  /** Sends in another one's name. */
  <T> void send(Recipient<T> to, T message, Sending how, Sender sender) {
    if (to.cell() == null) {
      to.actor().tell(message);
    } else {
      to.untyped().tell(enclose(message, how, sender));
    }
  }

  /**
   * Who sends, and in which conversation.
   *
   * @param name path of an actor, or name of a caller
   * @param correlation null for a new conversation
   */
  record Sender(String name, @Nullable MessageId correlation, TraceContext trace) {}

  private <T> Envelope<T> enclose(T message, Sending how) {
    return runtime.enclose(message, laneOf(message, how), deadline(how), how.attempt());
  }

  private <T> Envelope<T> enclose(T message, Sending how, Sender sender) {
    var id = runtime.nextId();
    var known = sender.correlation();
    return new Envelope<>(
        id,
        known == null ? id : known,
        sender.name(),
        sender.trace(),
        laneOf(message, how),
        deadline(how),
        how.attempt(),
        message);
  }

  private @Nullable Deadline deadline(Sending how) {
    var within = how.within();
    return within == null ? null : Deadline.in(within, runtime.clock().nanos());
  }

  private static Priority laneOf(Object message, Sending how) {
    var chosen = how.priority();
    if (chosen != null) {
      return chosen;
    }
    return message instanceof Bulk ? Priority.BULK : Priority.CONSENSUS;
  }

  <T, R> CompletionStage<R> ask(
      Recipient<T> to, Duration within, Function<ActorRef<R>, ? extends T> question) {
    return ask(new Asked<>(to, within, question), null);
  }

  <T, R> CompletionStage<R> ask(
      Recipient<T> to,
      Duration within,
      Function<ActorRef<R>, ? extends T> question,
      Caller caller) {
    return ask(new Asked<>(to, within, question), new Sender(caller.name(), null, caller.trace()));
  }

  private <T, R> CompletionStage<R> ask(Asked<T, R> asked, @Nullable Sender sender) {
    var how = Sending.USUAL.within(asked.within);
    var answer =
        Promise.ask(
            asked.to.untyped(),
            (ActorRef<R> replyTo) -> {
              T request = asked.put(replyTo);
              if (asked.to.cell() == null) {
                return request;
              }
              return sender == null ? enclose(request, how) : enclose(request, how, sender);
            },
            asked.within,
            system.scheduler());
    return answer.exceptionally(thrown -> asked.timedOut());
  }

  /** A question, kept until its end for the words of its refusal. */
  private static final class Asked<T, R> {
    private final Recipient<T> to;
    private final Duration within;
    private final Function<ActorRef<R>, ? extends T> question;
    private @Nullable Request<R> request;

    Asked(Recipient<T> to, Duration within, Function<ActorRef<R>, ? extends T> question) {
      this.to = to;
      this.within = within;
      this.question = question;
    }

    @SuppressWarnings("unchecked") // The reference that it was made with is of this type.
    T put(ActorRef<R> replyTo) {
      T made = question.apply(replyTo);
      if (!(made instanceof Request<?> asked)) {
        throw new IllegalArgumentException("not a request: " + made.getClass().getName());
      }
      request = (Request<R>) asked;
      return made;
    }

    R timedOut() {
      var reason = to.path() + " did not answer within " + within.toMillis() + " ms";
      return Objects.requireNonNull(request)
          .unavailable(new Unavailable(Unavailable.Code.TIMED_OUT, reason, Duration.ZERO));
    }
  }
}
