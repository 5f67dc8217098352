package io.alys.node.rpc;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Scheduler;
import akka.actor.typed.javadsl.AskPattern;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks actors and waits for the answer, which is cheap on a virtual thread. */
final class ActorQuestions {
  private static final Logger LOG = LoggerFactory.getLogger(ActorQuestions.class);

  /** What callers are told when there is no answer. */
  static final String NO_ANSWER = "the node did not answer in time";

  /** A node that is down is asked many times a second. */
  private static final Duration WARNING_PAUSE = Duration.ofSeconds(10);

  private final Scheduler scheduler;
  private final AtomicLong lastWarning =
      new AtomicLong(System.nanoTime() - WARNING_PAUSE.toNanos());

  ActorQuestions(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** The answer, or none when it does not come by the deadline. */
  <M, R> Optional<R> ask(ActorRef<M> actor, Deadline deadline, Function<ActorRef<R>, M> question) {
    if (deadline.hasPassed()) {
      return Optional.empty();
    }
    try {
      var answer = AskPattern.ask(actor, question, deadline.left(), scheduler);
      return Optional.of(answer.toCompletableFuture().get());
    } catch (ExecutionException e) {
      warn(actor);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void warn(ActorRef<?> actor) {
    long now = System.nanoTime();
    long last = lastWarning.get();
    if (now - last >= WARNING_PAUSE.toNanos() && lastWarning.compareAndSet(last, now)) {
      LOG.warn("{} does not answer JSON-RPC calls in time", actor.path().name());
    }
  }
}
