package io.alys.actors.guide;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.alys.actors.bus.Address;
import io.alys.actors.bus.Bus;
import io.alys.actors.bus.Caller;
import io.alys.actors.bus.DeadLetterLimits;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.supervision.Addresses;
import io.alys.actors.supervision.ChildKey;
import io.alys.actors.supervision.Crash;
import io.alys.actors.supervision.Part;
import io.alys.actors.supervision.Supervisor;
import io.alys.actors.supervision.SupervisorProtocol;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A bus and a supervised tree of parts, as in a node; actors are reached by their keys. */
final class SupervisedFixture implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ActorTestKit kit = ActorTestKit.create("guide", ConfigFactory.load());
  private final Bus bus;
  private final Addresses addresses;

  SupervisedFixture(Function<Bus, List<Part>> parts) {
    var started = new CompletableFuture<Bus>();
    Behavior<SupervisorProtocol.Command> top =
        Behaviors.setup(
            context -> {
              var settings = new Bus.Settings(DeadLetterLimits.DEFAULT, InstantSource.system());
              var made = Bus.start(context, settings);
              started.complete(made);
              return Supervisor.create(parts.apply(made), List.of());
            });
    var supervisor = kit.spawn(top, "top");
    bus = started.join();
    TestProbe<Addresses> probe = kit.createTestProbe();
    supervisor.tell(new SupervisorProtocol.GetAddresses(probe.ref()));
    addresses = probe.receiveMessage(PATIENCE);
  }

  Bus bus() {
    return bus;
  }

  <T> TestProbe<T> probe() {
    return kit.createTestProbe();
  }

  <T> Address<T> address(ChildKey<T> key) {
    return bus.address(addresses.of(key));
  }

  /** The one answer to a question. */
  <T, R> R ask(ChildKey<T> key, Function<akka.actor.typed.ActorRef<R>, ? extends T> question) {
    return address(key)
        .<R>ask(Caller.named("test"), PATIENCE, question)
        .toCompletableFuture()
        .join();
  }

  /** Makes the actor fail, as if it had thrown, and waits until it serves again. */
  void crash(ChildKey<?> key) {
    long before = restarts(key);
    addresses.of(key).<Object>unsafeUpcast().tell(new Crash("by a test"));
    await(() -> restarts(key) > before);
  }

  private long restarts(ChildKey<?> key) {
    var cells = ActorRuntime.of(kit.system()).cells();
    return cells.stream()
        .filter(cell -> cell.path().endsWith("/" + key))
        .mapToLong(cell -> cell.stats().restarts())
        .sum();
  }

  void await(BooleanSupplier condition) {
    kit.createTestProbe()
        .awaitAssert(
            PATIENCE,
            () -> {
              if (!condition.getAsBoolean()) {
                throw new AssertionError("it has not come about");
              }
              return true;
            });
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
