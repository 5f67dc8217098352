package io.alys.actors.registry;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.Health.Degraded;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.registry.ActorEntry;
import io.alys.messages.registry.ActorMove;
import io.alys.messages.registry.ActorNotice.Moved;
import io.alys.messages.registry.ActorNotice.Registered;
import io.alys.messages.registry.NodeRole;
import io.alys.messages.registry.ReadinessCheck;
import io.alys.workflows.health.ActorFacts;
import io.alys.workflows.health.ActorHealth;
import io.alys.workflows.health.DependencyGraph;
import io.alys.workflows.health.NodeHealth;
import io.alys.workflows.health.RoleChecks;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry's memory. It is made once and outlives the registry's restarts, since supervisors
 * tell each thing once; only the registry touches it, but any thread may read the node's health.
 */
public final class ActorRoster {

  private final RegistrySettings settings;
  private final SortedMap<String, ActorRecord> actors = new TreeMap<>();
  private final SortedMap<String, String> reports = new TreeMap<>();
  private final Set<String> fixtures = new HashSet<>();
  private final Deque<ActorMove> moves = new ArrayDeque<>();
  private DependencyGraph graph = DependencyGraph.EMPTY;
  private volatile Health health = new Degraded("no actor has been registered yet");

  /** An empty one. */
  public ActorRoster(RegistrySettings settings) {
    this.settings = settings;
  }

  /** What was wrong with a registration, for the log; the actor is listed all the same. */
  Optional<String> register(Registered registered) {
    var path = registered.path();
    var known = actors.containsKey(path);
    fixtures.remove(path);
    if (!known && actors.size() >= settings.maxActors() && !forgetOneStopped()) {
      return Optional.of("more than %d actors".formatted(settings.maxActors()));
    }
    return switch (graph.with(path, registered.dependencies())) {
      case DependencyGraph.Linked(var linked) -> {
        graph = linked;
        actors.put(path, new ActorRecord(registered, registered.dependencies()));
        yield Optional.empty();
      }
      case DependencyGraph.Cyclic(var way) -> {
        actors.put(path, new ActorRecord(registered, List.of()));
        yield Optional.of("its dependencies are left out, they form a cycle: " + way);
      }
    };
  }

  /** Takes up the actors of which no supervisor has told, and notes which of them have ended. */
  void adopt(Map<String, String> present) {
    present.forEach(
        (path, kind) -> {
          if (!actors.containsKey(path)) {
            actors.put(path, ActorRecord.fixture(path, kind));
            fixtures.add(path);
          }
        });
    for (var path : fixtures) {
      var actor = actors.get(path);
      if (actor != null && !present.containsKey(path)) {
        actor.end();
      }
    }
  }

  private boolean forgetOneStopped() {
    var stopped =
        actors.entrySet().stream()
            .filter(entry -> entry.getValue().state() == LifecycleState.STOPPED)
            .filter(entry -> !graph.hasDependents(entry.getKey()))
            .map(Map.Entry::getKey)
            .findFirst();
    stopped.ifPresent(
        path -> {
          actors.remove(path);
          graph = graph.without(path);
        });
    return stopped.isPresent();
  }

  /** Follows a move; the actor's record, or null when it was never registered. */
  @Nullable ActorRecord move(Moved moved, Instant now) {
    var actor = actors.get(moved.path());
    if (actor == null) {
      return null;
    }
    actor.move(moved, now);
    if (moves.size() == settings.maxMoves()) {
      moves.removeLast();
    }
    moves.addFirst(new ActorMove(now, moved.path(), moved.from(), moved.to(), moved.reason()));
    return actor;
  }

  /** Notes what a component says is wrong with it; nothing when empty. */
  void report(String component, String reason) {
    if (reason.isEmpty()) {
      reports.remove(component);
    } else if (reports.size() < settings.maxActors() || reports.containsKey(component)) {
      reports.put(component, reason);
    }
  }

  @Nullable ActorRecord actor(String path) {
    return actors.get(path);
  }

  /** Paths of the actors that are expected to answer now. */
  List<String> answering() {
    return actors.entrySet().stream()
        .filter(entry -> entry.getValue().answers())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Judges every actor and the node again. */
  void judge(ActorProbe probe, Instant now) {
    var own = new TreeMap<String, Health>();
    actors.forEach(
        (path, actor) -> {
          actor.filled(probe.fill(path));
          own.put(path, ActorHealth.of(facts(actor, now), settings.limits()));
        });
    graph.aggregate(own).forEach((path, all) -> actor(path, own.getOrDefault(path, all), all));
    if (!actors.isEmpty()) {
      health = NodeHealth.of(graph, own, reportsOfNoActor());
    }
  }

  private void actor(String path, Health own, Health all) {
    var actor = actors.get(path);
    if (actor != null) {
      actor.judged(own, all);
    }
  }

  private SortedMap<String, String> reportsOfNoActor() {
    var others = new TreeMap<>(reports);
    actors.values().forEach(actor -> others.remove(actor.kind()));
    return others;
  }

  private ActorFacts facts(ActorRecord actor, Instant now) {
    return actor.facts(reports.getOrDefault(actor.kind(), ""), now);
  }

  /** The node's, as it was last judged; for any thread. */
  public Health health() {
    return health;
  }

  /** Whether an actor has not served yet, which is no news while the node starts. */
  boolean isStarting() {
    return actors.isEmpty() || actors.values().stream().anyMatch(ActorRecord::startsFirst);
  }

  /** Whether the node stops, which is no news either. */
  boolean isStopping() {
    return actors.values().stream().anyMatch(ActorRecord::stops);
  }

  /** What is wrong where, without the words that change all the time. */
  SortedMap<String, String> faults() {
    var faults = new TreeMap<String, String>();
    actors.forEach(
        (path, actor) -> {
          if (!(actor.own() instanceof Healthy)) {
            faults.put(path, actor.own().getClass().getSimpleName());
          }
        });
    faults.putAll(reports);
    return faults;
  }

  /** Actors that others depend on and that have been silent for too long. */
  List<String> stuck(Instant now) {
    var stuck = new ArrayList<String>();
    actors.forEach(
        (path, actor) -> {
          if (ActorHealth.isStuck(facts(actor, now), settings.limits())
              && graph.hasDependents(path)) {
            stuck.add(path);
          }
        });
    return stuck;
  }

  List<ActorEntry> entries() {
    return actors.values().stream().map(ActorRecord::entry).toList();
  }

  List<ActorMove> moves(int atMost) {
    return moves.stream().limit(Math.max(0, atMost)).toList();
  }

  List<ReadinessCheck> checks(NodeRole role, Instant now) {
    Collection<RoleChecks.Standing> standings =
        actors.values().stream()
            .map(actor -> new RoleChecks.Standing(facts(actor, now), actor.own()))
            .toList();
    return RoleChecks.of(role, standings, health);
  }
}
