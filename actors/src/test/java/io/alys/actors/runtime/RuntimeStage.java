package io.alys.actors.runtime;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** An actor system with a runtime of our own making, and a parent to spawn actors under. */
public final class RuntimeStage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private record Perform(Function<ActorContext<?>, Object> act, CompletableFuture<Object> result) {}

  private final ActorSystem<Perform> system;

  private RuntimeStage(ActorSystem<Perform> system) {
    this.system = system;
  }

  /** With a setup. */
  public static RuntimeStage of(RuntimeSetup setup) {
    return of(setup, "");
  }

  /** With a setup and more configuration. */
  public static RuntimeStage of(RuntimeSetup setup, String configuration) {
    var config = ConfigFactory.parseString(configuration).withFallback(ConfigFactory.load());
    var all = ActorSystemSetup.create(setup).withSetup(BootstrapSetup.create().withConfig(config));
    return new RuntimeStage(ActorSystem.create(performer(), "stage", all));
  }

  private static Behavior<Perform> performer() {
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                perform -> {
                  try {
                    perform.result().complete(perform.act().apply(context));
                  } catch (RuntimeException failure) {
                    perform.result().completeExceptionally(failure);
                  }
                  return Behaviors.same();
                }));
  }

  /** The system. */
  public ActorSystem<?> system() {
    return system;
  }

  /** Its runtime. */
  public ActorRuntime runtime() {
    return ActorRuntime.of(system);
  }

  /** Does something in the context of the parent, and waits for the result. */
  @SuppressWarnings("unchecked") // the function's own result
  public <R> R inContext(Function<ActorContext<?>, R> act) {
    var result = new CompletableFuture<Object>();
    system.tell(new Perform(act::apply, result));
    return (R) result.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
  }

  /** A task of a kind. */
  public <T> ActorRef<T> task(
      String kind, @org.jspecify.annotations.Nullable String name, Behavior<T> behavior) {
    return inContext(context -> runtime().spawnTask(context, new ActorKind(kind), name, behavior));
  }

  /** The cell of an actor that was spawned by its name. */
  public ActorCell cell(String name) {
    return runtime().cell("/" + name).orElseThrow();
  }

  /** A probe for answers of a type. */
  public <T> TestProbe<T> probe() {
    return TestProbe.create(system);
  }

  /** Waits until something holds. */
  public void await(String what, BooleanSupplier holds) {
    TestProbe.create(system)
        .awaitAssert(
            PATIENCE,
            () -> {
              if (!holds.getAsBoolean()) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
              }
              return Objects.requireNonNull(what);
            });
  }

  @Override
  public void close() {
    akka.actor.testkit.typed.javadsl.ActorTestKit.shutdown(system);
  }
}
