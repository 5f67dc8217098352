package io.alys.workflows.health;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.Health.Degraded;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.Health.Unhealthy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which actor can't do its work without which others; never a cycle. */
public final class DependencyGraph {

  /** No actors. */
  public static final DependencyGraph EMPTY = new DependencyGraph(new TreeMap<>());

  private final SortedMap<String, List<String>> dependencies;

  private DependencyGraph(SortedMap<String, List<String>> dependencies) {
    this.dependencies = dependencies;
  }

  /** What came of adding an actor. */
  public sealed interface Added {}

  /** The graph with it. */
  public record Linked(DependencyGraph graph) implements Added {}

  /** It would depend on itself, on the way of these paths; the first is its own. */
  public record Cyclic(List<String> way) implements Added {}

  /** Adds an actor, or gives it other dependencies; these may be added later themselves. */
  public Added with(String path, List<String> others) {
    var more = new TreeMap<>(dependencies);
    more.put(path, List.copyOf(new LinkedHashSet<>(others)));
    var graph = new DependencyGraph(more);
    var way = graph.wayBack(path);
    return way == null ? new Linked(graph) : new Cyclic(way);
  }

  /** Leaves an actor out. */
  public DependencyGraph without(String path) {
    var fewer = new TreeMap<>(dependencies);
    fewer.remove(path);
    return new DependencyGraph(fewer);
  }

  /** What an actor directly depends on. */
  public List<String> of(String path) {
    return dependencies.getOrDefault(path, List.of());
  }

  /** Whether any actor directly depends on this one. */
  public boolean hasDependents(String path) {
    return dependencies.values().stream().anyMatch(others -> others.contains(path));
  }

  /**
   * The health of each actor, given that of each by itself: whoever depends on an unhealthy or
   * unknown one, directly or by others, is degraded at least.
   */
  public SortedMap<String, Health> aggregate(Map<String, Health> own) {
    var all = new TreeMap<String, Health>();
    own.forEach((path, health) -> all.put(path, withCauses(health, causes(path, own))));
    return all;
  }

  private static Health withCauses(Health own, List<String> causes) {
    if (causes.isEmpty()) {
      return own;
    }
    var because = "because of " + String.join(", ", causes);
    return switch (own) {
      case Healthy() -> new Degraded(because);
      case Degraded(var reason) -> new Degraded(reason + "; " + because);
      case Unhealthy _ -> own;
    };
  }

  private List<String> causes(String path, Map<String, Health> own) {
    var causes = new ArrayList<String>();
    for (var other : reachable(path)) {
      switch (own.get(other)) {
        case null -> causes.add(other + ": no such actor");
        case Unhealthy(var reason) -> causes.add(other + ": " + reason);
        case Healthy _, Degraded _ -> {}
      }
    }
    return causes;
  }

  private Set<String> reachable(String path) {
    var seen = new TreeSet<String>();
    Deque<String> open = new ArrayDeque<>(of(path));
    while (!open.isEmpty()) {
      var next = open.pop();
      if (seen.add(next)) {
        open.addAll(of(next));
      }
    }
    return seen;
  }

  /** A way from a path to itself, null when there is none. */
  private @Nullable List<String> wayBack(String start) {
    Map<String, String> cameFrom = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      var at = open.poll();
      for (var next : of(at)) {
        if (next.equals(start)) {
          return way(start, at, cameFrom);
        }
        if (cameFrom.putIfAbsent(next, at) == null) {
          open.add(next);
        }
      }
    }
    return null;
  }

  private static List<String> way(String start, String last, Map<String, String> cameFrom) {
    var way = new ArrayList<>(List.of(start));
    for (var at = last; at != null && !at.equals(start); at = cameFrom.get(at)) {
      way.add(1, at);
    }
    way.add(start);
    return List.copyOf(way);
  }
}
