package io.alys.node.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.alys.actors.bus.Address;
import io.alys.actors.bus.Bus;
import io.alys.actors.bus.DeadLetterLimits;
import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.DeliveryInterceptor;
import io.alys.actors.runtime.Spawn;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.LifecycleState;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** The actor system in which all is measured, configured as a node's. */
final class Stage implements AutoCloseable {

  private static final ActorKind KIND = new ActorKind("bench");
  private static final int START_SECONDS = 30;

  /** A dispatcher with a single thread. */
  static final DispatcherSelector ONE_THREAD = DispatcherSelector.fromConfig("one-thread");

  private static final String ONE_THREAD_CONFIG =
      """
      one-thread {
        type = Dispatcher
        executor = "thread-pool-executor"
        thread-pool-executor.fixed-pool-size = 1
      }
      """;

  private record Perform(Consumer<ActorContext<Perform>> action) {}

  private final ActorSystem<Perform> system;
  private final ActorRuntime runtime;
  private final Bus bus;

  private Stage(ActorSystem<Perform> system) throws InterruptedException {
    this.system = system;
    this.runtime = ActorRuntime.of(system);
    var settings = new Bus.Settings(DeadLetterLimits.DEFAULT, InstantSource.system());
    this.bus = build(system, context -> Bus.start(context, settings));
  }

  static Stage open() throws InterruptedException {
    Behavior<Perform> performer =
        Behaviors.setup(
            context ->
                Behaviors.receiveMessage(
                    perform -> {
                      perform.action().accept(context);
                      return Behaviors.same();
                    }));
    var config =
        ConfigFactory.parseString(ONE_THREAD_CONFIG).withFallback(ConfigFactory.load()).resolve();
    return new Stage(ActorSystem.create(performer, "bench", config));
  }

  ActorSystem<?> system() {
    return system;
  }

  /** Runs in the guardian, which alone may spawn. */
  <T> T build(Function<ActorContext<?>, T> building) throws InterruptedException {
    return build(system, building);
  }

  private static <T> T build(ActorSystem<Perform> system, Function<ActorContext<?>, T> building)
      throws InterruptedException {
    var built = new CompletableFuture<T>();
    system.tell(
        new Perform(
            context -> {
              try {
                built.complete(building.apply(context));
              } catch (RuntimeException e) {
                built.completeExceptionally(e);
              }
            }));
    return await(built);
  }

  /** Spawns an actor as a transport has it, on the default dispatcher. */
  <T extends ActorMessage> ActorRef<T> spawn(Transport how, String name, Behavior<T> behavior)
      throws InterruptedException {
    return spawn(how, name, DispatcherSelector.defaultDispatcher(), behavior);
  }

  /** Spawns an actor as a transport has it. */
  <T extends ActorMessage> ActorRef<T> spawn(
      Transport how, String name, DispatcherSelector dispatcher, Behavior<T> behavior)
      throws InterruptedException {
    var full = name + "-" + how.name().toLowerCase(Locale.ROOT);
    return build(
        context ->
            how.isBare()
                ? context.spawn(behavior, full, dispatcher)
                : runtime.spawn(
                    context, new Spawn(full, KIND, dispatcher), cell -> running(cell, behavior)));
  }

  private static <T> Behavior<T> running(ActorCell cell, Behavior<T> behavior) {
    cell.nextIncarnation();
    cell.moveTo(LifecycleState.RUNNING);
    return DeliveryInterceptor.around(cell, behavior);
  }

  <T> Address<T> address(ActorRef<T> actor) {
    return bus.address(actor);
  }

  /** Sends to an actor as a transport has it. */
  <T> Consumer<T> to(Transport how, ActorRef<T> actor) {
    return how == Transport.ENVELOPE ? bus.address(actor)::tell : actor::tell;
  }

  /** Waits for what must come; that it does not is a defect. */
  static <T> T await(CompletableFuture<T> coming) throws InterruptedException {
    try {
      return coming.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("an actor of the benchmark does not answer", e);
    }
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
