package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.alys.actors.runtime.Continued;
import io.alys.actors.runtime.Current;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Brings the results of futures and questions back to the actor that waits for them, in the
 * conversation and trace in which it asked. A result for a behaviour that has ended since is
 * dropped and counted, so that the next one never sees it.
 */
public final class Replies {

  /** In place of a message that would not be delivered anyway; for the dead letters. */
  private record Late(Object result) {}

  private Replies() {}

  /**
   * Sends the actor a message when a future ends.
   *
   * @param wrap makes the message, from the result or from what was thrown; the other one is null
   */
  public static <T, V> void pipeToSelf(
      ActorContext<T> context, CompletionStage<V> stage, BiFunction<V, Throwable, T> wrap) {
    var cell = Current.cell();
    if (cell == null) {
      context.pipeToSelf(stage, wrap::apply);
      return;
    }
    var origin = Current.origin();
    shellOf(context)
        .pipeToSelf(
            stage,
            (value, thrown) -> {
              boolean stale = cell.incarnation() != origin.incarnation();
              return new Continued<>(origin, messageOf(value, thrown, wrap, stale));
            });
  }

  /**
   * Asks a neighbour in the same subtree; across a supervisor boundary see {@link Address#ask}.
   *
   * @param within after this time a {@code TimeoutException} takes the answer's place
   * @param wrap makes the message, from the answer or from what was thrown; the other one is null
   */
  public static <T, Q, R> void ask(
      ActorContext<T> context,
      ActorRef<Q> neighbour,
      Duration within,
      Function<ActorRef<R>, Q> question,
      BiFunction<R, Throwable, T> wrap) {
    pipeToSelf(
        context, Promise.ask(neighbour, question, within, context.getSystem().scheduler()), wrap);
  }

  /** Runs in the actor's thread; what belongs to an ended behaviour is not even made. */
  private static <T, V> Object messageOf(
      V value, Throwable thrown, BiFunction<V, Throwable, T> wrap, boolean stale) {
    return stale ? new Late(thrown == null ? value : thrown) : wrap.apply(value, thrown);
  }

  @SuppressWarnings("unchecked") // The shell around an actor in a cell takes what it delivers.
  private static ActorContext<Object> shellOf(ActorContext<?> context) {
    return (ActorContext<Object>) context;
  }
}
