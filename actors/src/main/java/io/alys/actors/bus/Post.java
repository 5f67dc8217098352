package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.RecipientRef;
import akka.actor.typed.javadsl.AskPattern;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts messages in envelopes and sends them. */
final class Post {

  private static final String USER = "/user";

  private final ActorSystem<?> system;

  Post(ActorSystem<?> system) {
    this.system = system;
  }

  static String pathOf(RecipientRef<?> actor) {
    var path = ((ActorRef<?>) actor).path().toStringWithoutAddress();
    return path.startsWith(USER) ? path.substring(USER.length()) : path;
  }

  <T> void send(ActorRef<T> target, T message, Sending how) {
    target.tell(message);
  }

  <T, R> CompletionStage<R> ask(
      ActorRef<T> target, Duration within, Function<ActorRef<R>, ? extends T> question) {
    var asked = new Asked<T, R>(target, within, question);
    CompletionStage<R> answer = AskPattern.ask(target, asked::put, within, system.scheduler());
    return answer.exceptionally(thrown -> asked.timedOut());
  }

  /** A question, kept until its end for the words of its refusal. */
  private static final class Asked<T, R> {
    private final ActorRef<T> target;
    private final Duration within;
    private final Function<ActorRef<R>, ? extends T> question;
    private @Nullable Request<R> request;

    Asked(ActorRef<T> target, Duration within, Function<ActorRef<R>, ? extends T> question) {
      this.target = target;
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
      var reason = pathOf(target) + " did not answer within " + within.toMillis() + " ms";
      return Objects.requireNonNull(request)
          .unavailable(new Unavailable(Unavailable.Code.TIMED_OUT, reason, Duration.ZERO));
    }
  }
}
