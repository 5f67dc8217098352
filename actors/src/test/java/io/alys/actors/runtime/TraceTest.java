package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Replies;
import io.alys.messages.ActorMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A trace goes on wherever work does: messages, answers, futures, timers, children. */
final class TraceTest {

  private record Begin() implements ActorMessage {}

  private record Begun() implements ActorMessage {}

  private record Answered(String answer) implements ActorMessage {}

  private final RecordedSpans spans = new RecordedSpans();
  private final RuntimeStage stage = RuntimeStage.of(RuntimeSetup.standard().withTracing(spans));

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void aMessageAndItsAnswerAreBelowTheirSenders() {
    var other = stage.task("other", "other", Parts.recorder(Parts.received()));
    run(
        Behaviors.setup(
            context ->
                onBegin(
                    () ->
                        other.tell(
                            new Parts.Question(
                                1, context.messageAdapter(String.class, Answered::new))))));

    awaitSpan("one Answered");
    assertThat(spans.lineage("one Answered"))
        .isEqualTo("one Begin > other Question > one Answered");
  }

  @Test
  void theResultOfAFutureIsBelowTheWorkThatBeganIt() {
    var future = new CompletableFuture<String>();
    run(
        Behaviors.setup(
            context ->
                onBegin(
                    () -> {
                      Replies.pipeToSelf(
                          context, future, (value, failure) -> (ActorMessage) new Begun());
                      future.complete("done");
                    })));

    awaitSpan("one Begun");
    assertThat(spans.lineage("one Begun")).isEqualTo("one Begin > one Begun");
  }

  @Test
  void aTimersMessageIsBelowTheWorkThatSetIt() {
    run(
        Behaviors.withTimers(
            timers ->
                onBegin(
                    () ->
                        timers.startSingleTimer(
                            Continued.later(new Begun()), Duration.ofMillis(1)))));

    awaitSpan("one Begun");
    assertThat(spans.lineage("one Begun")).isEqualTo("one Begin > one Begun");
  }

  @Test
  void whatAChildDoesAtItsStartIsBelowTheWorkThatSpawnedIt() {
    var other = stage.task("other", "other", Parts.recorder(Parts.received()));
    Behavior<ActorMessage> child =
        Behaviors.setup(
            context -> {
              other.tell(new Begun());
              return Behaviors.empty();
            });
    run(
        Behaviors.setup(
            context ->
                onBegin(
                    () ->
                        ActorRuntime.of(context.getSystem())
                            .spawnTask(context, new ActorKind("child"), null, child))));

    awaitSpan("other Begun");
    assertThat(spans.lineage("other Begun")).isEqualTo("one Begin > other Begun");
    assertThat(spans.named("other Begun").getFirst().correlation())
        .isEqualTo(spans.named("one Begin").getFirst().correlation());
  }

  @Test
  void workThatHadToWaitGoesOnInItsOwnName() {
    var other = stage.task("other", "other", Parts.recorder(Parts.received()));
    var begun = new ArrayList<Origin>();
    run(
        Behaviors.receiveMessage(
            message -> {
              if (message instanceof Begin) {
                begun.add(Current.origin());
              } else {
                Current.within(begun.getFirst(), () -> other.tell(new Begun()));
                other.tell(new Parts.Vote(1));
              }
              return Behaviors.same();
            }),
        new Answered("now"));

    awaitSpan("other Vote");
    assertThat(spans.lineage("other Begun")).isEqualTo("one Begin > other Begun");
    assertThat(spans.lineage("other Vote")).isEqualTo("one Answered > other Vote");
  }

  private void run(Behavior<ActorMessage> behavior, ActorMessage next) {
    var actor = stage.task("one", "one", behavior);
    actor.tell(new Begin());
    actor.tell(next);
  }

  private void run(Behavior<ActorMessage> behavior) {
    stage.task("one", "one", behavior).tell(new Begin());
  }

  private static Behavior<ActorMessage> onBegin(Runnable act) {
    return Behaviors.receiveMessage(
        message -> {
          if (message instanceof Begin) {
            act.run();
          }
          return Behaviors.same();
        });
  }

  private void awaitSpan(String name) {
    stage.await(name, () -> !spans.named(name).isEmpty());
  }
}
