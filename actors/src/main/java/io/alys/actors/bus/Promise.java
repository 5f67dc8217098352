package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Scheduler;
import akka.actor.typed.scaladsl.AskPattern;
import akka.util.Timeout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import scala.concurrent.ExecutionContext;
import scala.util.Failure;
import scala.util.Success;

/**
 * A question whose future ends in the thread that answers. Akka's own for Java hands each step to
 * the JVM's common pool, which has a thread or two on a small machine and may be held up by others.
 */
final class Promise {

  private Promise() {}

  static <Q, R> CompletableFuture<R> ask(
      ActorRef<Q> actor, Function<ActorRef<R>, Q> question, Duration within, Scheduler scheduler) {
    var answer = new CompletableFuture<R>();
    scala.Function1<ActorRef<R>, Q> asking = question::apply;
    new AskPattern.Askable<Q>(actor)
        .ask(asking, Timeout.create(within), scheduler)
        .onComplete(
            outcome -> {
              switch (outcome) {
                case Success<R> success -> answer.complete(success.value());
                case Failure<R> failure -> answer.completeExceptionally(failure.exception());
                default -> throw new IllegalStateException(outcome.toString());
              }
              return null;
            },
            ExecutionContext.parasitic$.MODULE$);
    return answer;
  }
}
