package io.alys.node.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An actor asks another one, a few questions at a time; each answer brings the next question. */
final class AskCourse implements Course {

  private static final int AT_A_TIME = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ActorRef<ToAsker> asker;

  private record Question(long number, ActorRef<Answer> replyTo) implements Request<Answer> {
    @Override
    public Answer unavailable(Unavailable why) {
      return new Answer(-1);
    }
  }

  private record Answer(long number) implements ActorMessage {}

  private sealed interface ToAsker extends ActorMessage {}

  private record Begin(long untilNanos, CompletableFuture<Long> ended) implements ToAsker {}

  private record Answered(long number) implements ToAsker {}

  /** Puts one question. */
  private interface Asking {
    void ask(ActorContext<ToAsker> context, long number);
  }

  AskCourse(Stage stage, Transport how) throws InterruptedException {
    Behavior<Question> answerer =
        Behaviors.receiveMessage(
            question -> {
              question.replyTo().tell(new Answer(question.number()));
              return Behaviors.same();
            });
    var asked = stage.spawn(how, "ask-answerer", answerer);
    var asking = how == Transport.ENVELOPE ? throughBus(stage, asked) : bare(asked);
    asker = stage.spawn(how, "ask-asker", Behaviors.setup(context -> new Asker(context, asking)));
  }

  private static Asking bare(ActorRef<Question> asked) {
    return (context, number) ->
        context.ask(
            Answer.class,
            asked,
            PATIENCE,
            replyTo -> new Question(number, replyTo),
            (answer, thrown) -> new Answered(answer == null ? -1 : answer.number()));
  }

  private static Asking throughBus(Stage stage, ActorRef<Question> asked) {
    var address = stage.address(asked);
    return (context, number) ->
        address.<ToAsker, Answer>ask(
            context,
            PATIENCE,
            replyTo -> new Question(number, replyTo),
            answer -> new Answered(answer.number()));
  }

  @Override
  public Lap run(Duration time) throws InterruptedException {
    return Lap.of(
        () -> {
          var ended = new CompletableFuture<Long>();
          asker.tell(new Begin(System.nanoTime() + time.toNanos(), ended));
          return Stage.await(ended);
        });
  }

  private static final class Asker extends AbstractOnMessageBehavior<ToAsker> {
    private final Asking asking;
    private @Nullable Begin task;
    private long asked;
    private int open;

    Asker(ActorContext<ToAsker> context, Asking asking) {
      super(context);
      this.asking = asking;
    }

    @Override
    public Behavior<ToAsker> onMessage(ToAsker message) {
      switch (message) {
        case Begin begin -> {
          task = begin;
          asked = 0;
          for (int i = 0; i < AT_A_TIME; i++) {
            ask();
          }
        }
        case Answered(long number) -> {
          if (number < 0) {
            throw new IllegalStateException("a question was refused or not answered");
          }
          open--;
          goOn();
        }
      }
      return this;
    }

    private void goOn() {
      if (task == null) {
        return;
      }
      if (System.nanoTime() - task.untilNanos() < 0) {
        ask();
      } else if (open == 0) {
        task.ended().complete(asked);
        task = null;
      }
    }

    private void ask() {
      open++;
      asking.ask(getContext(), asked++);
    }
  }
}
