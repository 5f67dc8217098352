package io.alys.actors.supervision;

import static io.alys.messages.actor.LifecycleState.CRASHED;
import static io.alys.messages.actor.LifecycleState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Replies;
import io.alys.actors.runtime.ActorKind;
import io.alys.messages.ActorMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What actors do with Akka's own means goes on to work in the shell, and ends with a behaviour. */
class AkkaInTheShellTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final ChildKey<Say> KEY = ChildKey.of("actor");

  /** All that these actors are told. */
  private record Say(String word) implements ActorMessage {}

  @Test
  void itsOwnSupervisionIsAskedFirstAndTheShellAfterIt() {
    try (var stage = new Stage()) {
      stage.play(
          () ->
              Behaviors.<Say>supervise(
                      Behaviors.setup(
                          context -> {
                            stage.tell("begins");
                            return Behaviors.receiveMessage(
                                say -> {
                                  throw new IllegalArgumentException(say.word());
                                });
                          }))
                  .onFailure(
                      Throwable.class,
                      SupervisorStrategy.restart().withLimit(1, Duration.ofDays(1))));
      stage.expect("begins");

      stage.say("one");
      stage.expect("begins");
      assertThat(stage.tree.states("actor")).doesNotContain(CRASHED);
      stage.say("two");
      stage.expect("begins");

      stage.tree.await("actor", CRASHED);
      stage.tree.await("actor", RUNNING);
      stage.say("three");
      stage.expect("begins"); // its own supervision has begun anew, too
    }
  }

  @Test
  void aFailureAmongStashedMessagesReachesTheBehaviourThatFailed() {
    try (var stage = new Stage()) {
      stage.play(
          () ->
              Behaviors.withStash(
                  10,
                  stash ->
                      Behaviors.receive(Say.class)
                          .onMessageEquals(new Say("go"), () -> stash.unstashAll(failing(stage)))
                          .onAnyMessage(
                              say -> {
                                stash.stash(say);
                                return Behaviors.same();
                              })
                          .build()));

      stage.say("fine");
      stage.say("fail");
      stage.say("go");

      stage.expect("heard fine");
      stage.expect("the failing one releases");
      assertThat(stage.tree.await("actor", CRASHED).lastError())
          .isEqualTo("IllegalStateException: as asked");
      stage.tree.await("actor", RUNNING);
    }
  }

  private static Behavior<Say> failing(Stage stage) {
    return Behaviors.receive(Say.class)
        .onMessageEquals(
            new Say("fail"),
            () -> {
              throw new IllegalStateException("as asked");
            })
        .onMessage(
            Say.class,
            say -> {
              stage.tell("heard " + say.word());
              return Behaviors.same();
            })
        .onSignal(
            PreRestart.class,
            signal -> {
              stage.tell("the failing one releases");
              return Behaviors.same();
            })
        .build();
  }

  @Test
  void whatABehaviourHasSetGoingDoesNotReachTheNextOne() {
    try (var stage = new Stage()) {
      var future = new CompletableFuture<String>();
      var watched = stage.tree.kit().spawn(Behaviors.<Say>ignore(), "watched");
      stage.play(() -> busy(stage, future, watched));
      stage.say("start");
      stage.expect("started");

      stage.say("fail");
      stage.tree.await("actor", CRASHED);
      stage.tree.await("actor", RUNNING);
      future.complete("a late result");
      stage.tree.kit().stop(watched);
      stage.tree.pass(Duration.ofHours(1));
      stage.say("ping");

      stage.expect("heard ping"); // neither result, timer, timeout nor the end of the watched one
      assertThat(stage.tree.states("actor").stream().filter(CRASHED::equals)).hasSize(1);
    }
  }

  private static Behavior<Say> busy(
      Stage stage, CompletableFuture<String> future, ActorRef<?> watched) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    Behaviors.receive(Say.class)
                        .onMessageEquals(
                            new Say("start"),
                            () -> {
                              context.watch(watched);
                              context.setReceiveTimeout(LONG, new Say("timeout"));
                              timers.startTimerWithFixedDelay(new Say("timer"), LONG);
                              Replies.pipeToSelf(
                                  context, future, (result, failure) -> new Say(result));
                              stage.tell("started");
                              return Behaviors.same();
                            })
                        .onMessageEquals(
                            new Say("fail"),
                            () -> {
                              throw new IllegalStateException("as asked");
                            })
                        .onMessage(
                            Say.class,
                            say -> {
                              stage.tell("heard " + say.word());
                              return Behaviors.same();
                            })
                        .build()));
  }

  @Test
  void aDeathPactIsAFailure() {
    try (var stage = new Stage()) {
      stage.play(
          () ->
              Behaviors.setup(
                  context -> {
                    var partner = context.spawnAnonymous(Behaviors.<Say>empty());
                    context.watch(partner);
                    return Behaviors.receiveMessage(
                        say -> {
                          context.stop(partner);
                          return Behaviors.same();
                        });
                  }));

      stage.say("part");

      assertThat(stage.tree.await("actor", CRASHED).lastError()).startsWith("DeathPactException");
      stage.tree.await("actor", RUNNING);
    }
  }

  @Test
  void aChildsLastMessageComesBeforeTheNewsOfItsEnd() {
    try (var stage = new Stage()) {
      stage.play(() -> employer(stage));

      for (int i = 0; i < 200; i++) {
        stage.say("work");
        stage.expect("heard done");
        stage.expect("it has ended");
      }
    }
  }

  private static Behavior<Say> employer(Stage stage) {
    return Behaviors.setup(
        context ->
            Behaviors.receive(Say.class)
                .onMessageEquals(
                    new Say("work"),
                    () -> {
                      context.watch(context.spawnAnonymous(task(context.getSelf())));
                      return Behaviors.same();
                    })
                .onMessage(
                    Say.class,
                    say -> {
                      stage.tell("heard " + say.word());
                      return Behaviors.same();
                    })
                .onSignal(
                    Terminated.class,
                    ended -> {
                      stage.tell("it has ended");
                      return Behaviors.same();
                    })
                .build());
  }

  private static Behavior<Say> task(ActorRef<Say> employer) {
    return Behaviors.setup(
        context -> {
          employer.tell(new Say("done"));
          return Behaviors.stopped();
        });
  }

  @Test
  void theSystemsEndReachesTheBehaviourOnce() {
    var stage = new Stage();
    stage.play(
        () ->
            Behaviors.receive(Say.class)
                .onSignal(
                    PostStop.class,
                    signal -> {
                      stage.tell("ends");
                      return Behaviors.same();
                    })
                .build());
    stage.tree.awaitRunning("actor");
    stage.tree.kit().stop(stage.tree.supervisor());

    stage.expect("ends");
    stage.probe.expectNoMessage(Duration.ZERO);
    stage.close();
  }

  /** A tree with one actor, whose behaviour is made by what is played. */
  private static final class Stage implements AutoCloseable {
    private final CompletableFuture<Supplier<Behavior<Say>>> making = new CompletableFuture<>();
    private final TestTree tree =
        new TestTree(
            shop ->
                List.of(
                    ChildSpec.of(
                        KEY,
                        new ActorKind("actor"),
                        TestTree.ONE,
                        addresses -> making.join().get())));
    private final TestProbe<String> probe = tree.kit().createTestProbe();

    void play(Supplier<Behavior<Say>> behavior) {
      making.complete(behavior);
    }

    void tell(String event) {
      probe.ref().tell(event);
    }

    void say(String word) {
      tree.address(KEY).tell(new Say(word));
    }

    void expect(String event) {
      assertThat(probe.receiveMessage(LONG)).isEqualTo(event);
    }

    @Override
    public void close() {
      tree.close();
    }
  }
}
