package io.alys.actors.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.alys.actors.bus.Bus;
import io.alys.actors.bus.DeadLetterLimits;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.RuntimeSetup;
import io.alys.actors.supervision.SupervisorProtocol.OrderResult;
import io.alys.actors.supervision.Workshop.Answer;
import io.alys.actors.supervision.Workshop.Command;
import io.alys.messages.actor.KindReading;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.registry.ActorNotice;
import io.alys.messages.registry.ActorNotice.Moved;
import io.alys.workflows.supervision.SupervisionStrategy;
import io.alys.workflows.supervision.SupervisionStrategy.OneForAll;
import io.alys.workflows.supervision.SupervisionStrategy.OneForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A supervised tree of workers, what its observers hear, and the time in hand. */
final class TestTree implements AutoCloseable {

  static final RestartLimit OFTEN = new RestartLimit(1_000_000, Duration.ofSeconds(1));
  static final SupervisionStrategy ONE = new OneForOne(OFTEN);
  static final SupervisionStrategy REST = new RestForOne(OFTEN);
  static final SupervisionStrategy ALL = new OneForAll(OFTEN);
  private static final ActorKind KIND = new ActorKind("worker");

  private final ActorTestKit kit;
  private volatile @Nullable HandScheduler scheduler;
  private final Workshop workshop = new Workshop();
  private final TestProbe<ActorNotice> observer;
  private final List<ActorNotice> heard = new ArrayList<>();
  private final ActorRef<SupervisorProtocol.Command> supervisor;
  private final Addresses addresses;
  private final Bus bus;

  /** The tree with those parts, begun. */
  TestTree(Function<Workshop, List<Part>> parts) {
    var config =
        ConfigFactory.parseString(
                "akka.log-dead-letters = off, akka.scheduler.implementation = "
                    + HandScheduler.class.getName())
            .withFallback(ConfigFactory.load());
    var setup =
        ActorSystemSetup.create(
            BootstrapSetup.create(config), RuntimeSetup.standard().withClock(this::nanos));
    kit = ActorTestKit.create(ActorSystem.create(Behaviors.empty(), "tree", setup));
    scheduler = (HandScheduler) Adapter.toClassic(kit.system()).scheduler();
    observer = kit.createTestProbe();
    supervisor =
        kit.spawn(Supervisor.create(parts.apply(workshop), List.of(observer.ref())), "top");
    bus = startBus(kit);
    TestProbe<Addresses> probe = kit.createTestProbe();
    supervisor.tell(new SupervisorProtocol.GetAddresses(probe.ref()));
    addresses = probe.receiveMessage();
  }

  private static Bus startBus(ActorTestKit kit) {
    var settings = new Bus.Settings(DeadLetterLimits.DEFAULT, InstantSource.system());
    TestProbe<Bus> probe = kit.createTestProbe();
    kit.spawn(
        Behaviors.setup(
            context -> {
              probe.ref().tell(Bus.start(context, settings));
              return Behaviors.empty();
            }));
    return probe.receiveMessage(Duration.ofSeconds(20));
  }

  /** The parts of a tree of workers without more. */
  static List<Part> workers(Workshop workshop, SupervisionStrategy strategy, String... names) {
    return Arrays.stream(names).<Part>map(name -> worker(workshop, name, strategy)).toList();
  }

  /** A worker. */
  static ChildSpec<Command> worker(Workshop workshop, String name, SupervisionStrategy strategy) {
    return ChildSpec.of(ChildKey.of(name), KIND, strategy, others -> workshop.worker(name));
  }

  /** What the meters of the workers show. */
  KindReading reading() {
    return runtime().readings().stream()
        .filter(reading -> reading.kind().equals(KIND.name()))
        .findFirst()
        .orElseThrow();
  }

  Workshop workshop() {
    return workshop;
  }

  Bus bus() {
    return bus;
  }

  ActorTestKit kit() {
    return kit;
  }

  ActorRuntime runtime() {
    return ActorRuntime.of(kit.system());
  }

  ActorRef<SupervisorProtocol.Command> supervisor() {
    return supervisor;
  }

  ActorRef<Command> address(String name) {
    return addresses.of(ChildKey.of(name));
  }

  <T> ActorRef<T> address(ChildKey<T> key) {
    return addresses.of(key);
  }

  /** Path of a part, given below the top. */
  String path(String below) {
    return supervisor.path().toStringWithoutAddress() + "/" + below;
  }

  TestProbe<Answer> probe() {
    return kit.createTestProbe();
  }

  /** Says something to a worker's shell. */
  void control(String name, io.alys.actors.runtime.ControlMessage message) {
    address(name).<Object>unsafeUpcast().tell(message);
  }

  /** Time passes for timers and ledgers; then the top has done what was due. */
  void pass(Duration time) {
    Objects.requireNonNull(scheduler).pass(time);
    TestProbe<Addresses> probe = kit.createTestProbe();
    supervisor.tell(new SupervisorProtocol.GetAddresses(probe.ref()));
    probe.receiveMessage();
    probe.stop();
  }

  /** Its time. */
  long nanos() {
    var source = scheduler;
    return source == null ? 0 : source.nanos();
  }

  /** Hears notices until one fits. */
  ActorNotice await(Predicate<ActorNotice> wanted) {
    while (true) {
      var notice = observer.receiveMessage(Duration.ofSeconds(20));
      heard.add(notice);
      if (wanted.test(notice)) {
        return notice;
      }
    }
  }

  /** Hears notices until a part, named below the top, gets into a state. */
  Moved await(String below, LifecycleState state) {
    return (Moved)
        await(
            notice ->
                notice instanceof Moved moved
                    && moved.path().equals(path(below))
                    && moved.to() == state);
  }

  /** Hears notices until all of them run. */
  TestTree awaitRunning(String... below) {
    var missing = new ArrayList<>(List.of(below));
    while (!missing.isEmpty()) {
      var notice = await(any -> true);
      if (notice instanceof Moved moved && moved.to() == LifecycleState.RUNNING) {
        missing.removeIf(name -> moved.path().equals(path(name)));
      }
    }
    return this;
  }

  /** The states in which a part has been, as heard so far. */
  List<LifecycleState> states(String below) {
    return heard.stream()
        .filter(notice -> notice.path().equals(path(below)))
        .filter(Moved.class::isInstance)
        .map(notice -> ((Moved) notice).to())
        .toList();
  }

  List<ActorNotice> heard() {
    return heard;
  }

  /** The answer to an order. */
  OrderResult order(Function<ActorRef<OrderResult>, SupervisorProtocol.Command> order) {
    TestProbe<OrderResult> probe = kit.createTestProbe();
    supervisor.tell(order.apply(probe.ref()));
    return probe.receiveMessage(Duration.ofSeconds(20));
  }

  /** Something has happened in the workshop, after a position in the list of it. */
  void awaitEvent(int from, String event) {
    kit.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(20),
            Duration.ofMillis(1),
            () -> {
              assertThat(workshop.eventsFrom(from)).contains(event);
              return null;
            });
  }

  /** A worker answers. */
  Workshop.Worked work(String name) {
    var probe = probe();
    address(name).tell(new Workshop.Work(0, 1, probe.ref()));
    var answer = probe.receiveMessage(Duration.ofSeconds(20));
    assertThat(answer).isInstanceOf(Workshop.Worked.class);
    probe.stop();
    return (Workshop.Worked) answer;
  }

  /** A worker's place answers with a refusal. */
  Workshop.Denied denied(String name) {
    var probe = probe();
    address(name).tell(new Workshop.Work(0, 1, probe.ref()));
    var answer = probe.receiveMessage(Duration.ofSeconds(20));
    assertThat(answer).isInstanceOf(Workshop.Denied.class);
    probe.stop();
    return (Workshop.Denied) answer;
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
