package io.alys.actors.bus;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.messages.actor.DropCause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A system with a bus, below a root that spawns whatever a test needs. */
final class BusFixture implements AutoCloseable {

  static final ActorKind WORKER = new ActorKind("worker");

  private record Order(Runnable work) {}

  private final ActorTestKit kit;
  private final ActorRuntime runtime;
  private final Bus bus;
  private final ActorRef<Order> root;
  private @Nullable ActorContext<Order> rootContext;

  BusFixture() {
    this(DeadLetterLimits.DEFAULT);
  }

  BusFixture(DeadLetterLimits letters) {
    this.kit = ActorTestKit.create("bus", ConfigFactory.load());
    this.runtime = ActorRuntime.of(kit.system());
    this.root = kit.spawn(root(), "top");
    this.bus =
        inRoot(context -> Bus.start(context, new Bus.Settings(letters, InstantSource.system())));
  }

  private Behavior<Order> root() {
    return Behaviors.setup(
        context -> {
          rootContext = context;
          return Behaviors.receive(Order.class)
              .onAnyMessage(
                  order -> {
                    order.work().run();
                    return Behaviors.same();
                  })
              .build();
        });
  }

  /** What a function makes in the thread and context of the root. */
  <R> R inRoot(Function<ActorContext<?>, R> make) {
    var made = new CompletableFuture<R>();
    root.tell(
        new Order(
            () -> {
              try {
                made.complete(make.apply(rootContext));
              } catch (RuntimeException e) {
                made.completeExceptionally(e);
              }
            }));
    return made.join();
  }

  /** Spawns an actor in a cell, below {@code /top}. */
  <T> ActorRef<T> spawn(String name, Behavior<T> behavior) {
    return inRoot(context -> runtime.spawnTask(context, WORKER, name, behavior));
  }

  void stop(ActorRef<?> actor) {
    var path = Recipient.pathOf(actor.path());
    inRoot(
        context -> {
          context.stop(actor);
          return path;
        });
    await(() -> runtime.cell(path).isEmpty());
  }

  ActorCell cell(ActorRef<?> actor) {
    return runtime.cell(Recipient.pathOf(actor.path())).orElseThrow();
  }

  long drops(ActorRef<?> actor, DropCause cause) {
    return cell(actor).stats().drops(cause);
  }

  /** Waits for a condition; fails after a while that no test takes. */
  void await(BooleanSupplier condition) {
    kit.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(20),
            Duration.ofMillis(5),
            () -> {
              if (!condition.getAsBoolean()) {
                throw new AssertionError("it has not come about");
              }
              return true;
            });
  }

  ActorTestKit kit() {
    return kit;
  }

  ActorRuntime runtime() {
    return runtime;
  }

  Bus bus() {
    return bus;
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
