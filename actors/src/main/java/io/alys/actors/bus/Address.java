package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.alys.messages.actor.Request;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Where to send what crosses the border of a supervisor's subtree. It stays valid across restarts
 * and may be used by any thread. What is sent carries on the conversation and the trace in which
 * the sender is, or starts new ones.
 *
 * @param <T> what the actor behind it takes
 */
public abstract sealed class Address<T> permits ActorAddress, Group {

  private final Post post;

  Address(Post post) {
    this.post = post;
  }

  /** Path of the actor, such as {@code /chain/engine}, or name of the group. */
  public abstract String path();

  /** The actor that takes the next message. */
  abstract Recipient<T> next();

  /** Sends a message; nobody is told when it does not arrive, but it becomes a dead letter. */
  public final void tell(T message) {
    post.send(next(), message, Sending.USUAL);
  }

  /** Sends a message in a special way. */
  public final void tell(T message, Sending how) {
    post.send(next(), message, how);
  }

  /**
   * Asks for an actor, which gets exactly one message: made of the reply, of the refusal, or, when
   * neither came in time, of the request's own {@link Request#unavailable}.
   *
   * @param asker the asking actor's own context
   * @param within how long to wait; the question is not delivered later than that
   * @param question makes the {@link Request}
   * @param answered makes the message
   */
  public final <M, R> void ask(
      ActorContext<M> asker,
      Duration within,
      Function<ActorRef<R>, ? extends T> question,
      Function<R, M> answered) {
    Replies.pipeToSelf(
        asker, post.ask(next(), within, question), (answer, thrown) -> answered.apply(answer));
  }

  /**
   * Asks for a thread that is no actor; the stage ends with the reply, the refusal, or, when
   * neither came in time, the request's own {@link Request#unavailable}. It never fails.
   */
  public final <R> CompletionStage<R> ask(
      Caller caller, Duration within, Function<ActorRef<R>, ? extends T> question) {
    return post.ask(next(), within, question, caller);
  }
}
