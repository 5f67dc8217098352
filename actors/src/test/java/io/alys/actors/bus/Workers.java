package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.Current;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.MessageId;
import io.alys.messages.actor.TraceContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Behaviours of the actors in these tests. */
final class Workers {

  /** Where an actor was when it handled a message. */
  record Seen(int number, @Nullable MessageId correlation, TraceContext trace) {

    static Seen now(int number) {
      return new Seen(number, Current.correlation(), Current.trace());
    }
  }

  /** What a {@link #waiting} actor is told. */
  sealed interface Waiting extends ActorMessage {}

  /** Wait for a future. */
  record Await(CompletionStage<Integer> stage) implements Waiting {}

  /** The future has ended, with this result or with -1. */
  record Ended(int result) implements Waiting {}

  private Workers() {}

  /** Does each job at once, and reports each message. */
  static Behavior<Work.Command> working(Consumer<Seen> report) {
    return Behaviors.receive(Work.Command.class)
        .onMessage(
            Work.Job.class,
            job -> {
              report.accept(Seen.now(job.number()));
              job.replyTo().tell(new Work.Done(job.number()));
              return Behaviors.same();
            })
        .onMessage(
            Work.Note.class,
            note -> {
              report.accept(Seen.now(note.number()));
              return Behaviors.same();
            })
        .build();
  }

  /** Never answers. */
  static Behavior<Work.Command> silent() {
    return Behaviors.receive(Work.Command.class).onAnyMessage(_ -> Behaviors.same()).build();
  }

  /** Stays in the first message until the gate opens. */
  static Behavior<Work.Command> stuck(CompletableFuture<?> gate, Consumer<Seen> report) {
    return Behaviors.receive(Work.Command.class)
        .onAnyMessage(
            message -> {
              gate.join();
              switch (message) {
                case Work.Job job -> {
                  report.accept(Seen.now(job.number()));
                  job.replyTo().tell(new Work.Done(job.number()));
                }
                case Work.Note note -> report.accept(Seen.now(note.number()));
                case Work.Riddle _ -> report.accept(Seen.now(-1));
              }
              return Behaviors.same();
            })
        .build();
  }

  /** Passes each note on to another subtree. */
  static Behavior<Work.Command> relaying(Address<Work.Command> to, Consumer<Seen> report) {
    return Behaviors.receive(Work.Command.class)
        .onMessage(
            Work.Note.class,
            note -> {
              report.accept(Seen.now(note.number()));
              to.tell(note);
              return Behaviors.same();
            })
        .build();
  }

  /** Waits for futures by {@link Replies}. */
  static Behavior<Waiting> waiting(Consumer<Seen> report) {
    return Behaviors.setup(
        context ->
            Behaviors.receive(Waiting.class)
                .onMessage(
                    Await.class,
                    await -> {
                      report.accept(Seen.now(0));
                      Replies.pipeToSelf(
                          context,
                          await.stage(),
                          (result, thrown) -> new Ended(thrown == null ? result : -1));
                      return Behaviors.same();
                    })
                .onMessage(
                    Ended.class,
                    ended -> {
                      report.accept(Seen.now(ended.result()));
                      return Behaviors.same();
                    })
                .build());
  }

  /** Asks an address as soon as it starts and hands each message that it gets to a listener. */
  static Behavior<Work.Result> asking(
      Address<Work.Command> whom, Duration within, int jobs, ActorRef<Work.Result> listener) {
    return Behaviors.setup(
        context -> {
          for (int i = 0; i < jobs; i++) {
            int number = i;
            whom.ask(
                context,
                within,
                (ActorRef<Work.Result> replyTo) -> new Work.Job(number, replyTo),
                result -> result);
          }
          return Behaviors.receive(Work.Result.class)
              .onAnyMessage(
                  result -> {
                    listener.tell(result);
                    return Behaviors.same();
                  })
              .build();
        });
  }
}
