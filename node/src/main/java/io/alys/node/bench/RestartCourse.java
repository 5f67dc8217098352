package io.alys.node.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.supervision.Addresses;
import io.alys.actors.supervision.ChildKey;
import io.alys.actors.supervision.ChildSpec;
import io.alys.actors.supervision.Supervisor;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.messages.ActorMessage;
import io.alys.workflows.supervision.SupervisionStrategy;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Makes a supervised actor throw, again and again, and notes how long after each crash the next
 * behaviour has handled its first message, which was waiting already.
 */
final class RestartCourse {

  private static final long PAUSE_NANOS = 2_000_000;
  private static final Duration START = Duration.ofSeconds(10);

  /** More than there are in any window. */
  private static final RestartLimit ANY = new RestartLimit(10_000, Duration.ofSeconds(1));

  private final Consumer<Command> actor;

  /** Set and read by the actor. */
  private volatile long crashedAt;

  private sealed interface Command extends ActorMessage {}

  private record Fail() implements Command {}

  private record Serve(CompletableFuture<Long> tookNanos) implements Command {}

  /** Thrown on purpose. */
  private static final class Ordered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ordered() {
      super("by order of the benchmark");
    }
  }

  RestartCourse(Stage stage, boolean bare) throws InterruptedException {
    Behavior<Command> victim = Behaviors.setup(Victim::new);
    actor = bare ? bare(stage, victim) : supervised(stage, victim);
  }

  private static Consumer<Command> bare(Stage stage, Behavior<Command> victim)
      throws InterruptedException {
    var restarted = Behaviors.supervise(victim).onFailure(SupervisorStrategy.restart());
    return stage.to(Transport.BARE, stage.spawn(Transport.BARE, "restart-victim", restarted));
  }

  private static Consumer<Command> supervised(Stage stage, Behavior<Command> victim)
      throws InterruptedException {
    var key = ChildKey.<Command>of("victim");
    var strategy = new SupervisionStrategy.OneForOne(ANY);
    var spec = ChildSpec.of(key, new ActorKind("victim"), strategy, _ -> victim);
    var supervisor =
        stage.build(
            context -> context.spawn(Supervisor.create(List.of(spec), List.of()), "restart"));
    var addresses = Stage.await(addresses(stage.system(), supervisor));
    return stage.to(Transport.ENVELOPE, addresses.of(key));
  }

  private static CompletableFuture<Addresses> addresses(
      ActorSystem<?> system, ActorRef<SupervisorProtocol.Command> supervisor) {
    return AskPattern.<SupervisorProtocol.Command, Addresses>ask(
            supervisor, SupervisorProtocol.GetAddresses::new, START, system.scheduler())
        .toCompletableFuture();
  }

  Samples run(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    var samples = new Samples(1 << 10);
    do {
      var took = new CompletableFuture<Long>();
      actor.accept(new Fail());
      actor.accept(new Serve(took));
      samples.add(Stage.await(took));
      LockSupport.parkNanos(PAUSE_NANOS);
    } while (System.nanoTime() - end < 0);
    return samples;
  }

  private final class Victim extends AbstractOnMessageBehavior<Command> {

    Victim(ActorContext<Command> context) {
      super(context);
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
      switch (command) {
        case Fail() -> {
          crashedAt = System.nanoTime();
          throw new Ordered();
        }
        case Serve(var took) -> took.complete(System.nanoTime() - crashedAt);
      }
      return this;
    }
  }
}
