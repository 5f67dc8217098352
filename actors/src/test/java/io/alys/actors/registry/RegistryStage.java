package io.alys.actors.registry;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Events;
import io.alys.actors.runtime.Ping;
import io.alys.messages.actor.Health;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.registry.ActorEntry;
import io.alys.messages.registry.ActorNotice.Moved;
import io.alys.messages.registry.ActorNotice.Registered;
import io.alys.messages.registry.RegistryProtocol;
import io.alys.messages.registry.RegistryProtocol.Actors;
import io.alys.messages.registry.RegistryProtocol.ActorsReply;
import io.alys.messages.registry.RegistryProtocol.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A registry whose actors answer, are silent or are full as the test wants; the time is its own.
 */
final class RegistryStage implements AutoCloseable {

  static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  static final RegistrySettings SETTINGS = RegistrySettings.DEFAULT;

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final Set<String> silent = new HashSet<>();
  private final Map<String, ActorProbe.Fill> fills = new ConcurrentHashMap<>();
  private final Map<String, String> fixtures = new ConcurrentHashMap<>();
  private final TestProbe<Asked> asked = kit.createTestProbe();
  private final TestProbe<NodeEvent> events = kit.createTestProbe();
  private final Events bus;
  private final ActorRoster roster;
  private final RegistryActor.Means means;
  private ActorRef<Command> registry;
  private volatile Instant now = T0;

  /** A ping, and whom it was for. */
  record Asked(String path, Ping ping) {}

  RegistryStage() {
    this(SETTINGS);
  }

  RegistryStage(RegistrySettings settings) {
    this.roster = new ActorRoster(settings);
    var probe =
        new ActorProbe() {
          @Override
          public void ping(String path, Ping ping) {
            asked.getRef().tell(new Asked(path, ping));
          }

          @Override
          public Fill fill(String path) {
            return fills.getOrDefault(path, new Fill(0, 100));
          }

          @Override
          public Map<String, String> fixtures() {
            return Map.copyOf(fixtures);
          }
        };
    this.means = new RegistryActor.Means(settings, roster, probe, () -> now);
    this.bus = events(kit);
    bus.subscribe(NodeEvent.class, events.getRef());
    this.registry = kit.spawn(RegistryActor.create(means, bus));
    actors();
    pass(settings.deadline());
  }

  /** Actors that run, each needing the one before it. */
  RegistryStage running(String... paths) {
    @Nullable String needed = null;
    for (var path : paths) {
      register(path, needed == null ? new String[0] : new String[] {needed});
      move(path, LifecycleState.STARTING, LifecycleState.RUNNING, 0, null);
      needed = path;
    }
    return this;
  }

  void register(String path, String... dependencies) {
    registry.tell(new Registered(path, path.substring(1), List.of(dependencies)));
  }

  void move(
      String path, LifecycleState from, LifecycleState to, long restarts, @Nullable String error) {
    registry.tell(new Moved(path, from, to, error == null ? "" : error, restarts, error));
    events.expectMessage(
        new NodeEvent.ActorLifecycleChanged(
            path, path.substring(1), from, to, error == null ? "" : error));
  }

  /** An actor beside the tree. */
  void fixture(String path) {
    fixtures.put(path, path.substring(1));
  }

  void endFixture(String path) {
    fixtures.remove(path);
  }

  void silence(String path) {
    silent.add(path);
  }

  void speak(String path) {
    silent.remove(path);
  }

  void fill(String path, int waiting) {
    fills.put(path, new ActorProbe.Fill(waiting, 100));
  }

  /** Lets a round begin and end; those who are silent do not answer. */
  Map<String, Ping> round(String... expected) {
    pass(SETTINGS.interval().minus(SETTINGS.deadline()));
    var pings = new HashMap<String, Ping>();
    for (var _ : expected) {
      var next = asked.receiveMessage();
      pings.put(next.path(), next.ping());
      if (!silent.contains(next.path())) {
        answer(next.path(), next.ping());
      }
    }
    actors();
    pass(SETTINGS.deadline());
    actors();
    return pings;
  }

  void answer(String path, Ping ping) {
    ping.replyTo().tell(new Ping.Pong(ping.round(), path));
  }

  /** Only the clock moves on; no round begins. */
  void clockMoves(Duration duration) {
    now = now.plus(duration);
  }

  void pass(Duration duration) {
    now = now.plus(duration);
    time.timePasses(duration);
  }

  void restartRegistry() {
    kit.stop(registry);
    registry = kit.spawn(RegistryActor.create(means, bus));
    actors();
  }

  /** Publishes, and waits until the registry finds the node's health to be this. */
  void publish(NodeEvent event, Health expected) {
    bus.publish(event);
    events.expectMessage(event);
    events.awaitAssert(
        () -> {
          assertThat(actors().health()).isEqualTo(expected);
          return expected;
        });
  }

  private static Events events(ActorTestKit kit) {
    var made = new CompletableFuture<Events>();
    kit.spawn(
        Behaviors.setup(
            context -> {
              made.complete(Events.start(context));
              return Behaviors.empty();
            }));
    return made.join();
  }

  Actors actors() {
    TestProbe<ActorsReply> reply = kit.createTestProbe();
    registry.tell(new RegistryProtocol.ListActors(reply.getRef()));
    return reply.expectMessageClass(Actors.class);
  }

  ActorEntry actor(String path) {
    return actors().actors().stream()
        .filter(actor -> actor.path().equals(path))
        .findAny()
        .orElseThrow();
  }

  TestProbe<NodeEvent> events() {
    return events;
  }

  TestProbe<Asked> asked() {
    return asked;
  }

  ActorRoster roster() {
    return roster;
  }

  <R> TestProbe<R> probe() {
    return kit.createTestProbe();
  }

  void tell(Command command) {
    registry.tell(command);
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
