package io.alys.workflows.health;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.Health.Degraded;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.Health.Unhealthy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The health of the whole node. An unhealthy actor that others depend on makes it unhealthy;
 * anything else that is wrong makes it degraded.
 */
public final class NodeHealth {

  private static final int MAX_REASONS = 5;

  private NodeHealth() {}

  /**
   * The node's health.
   *
   * @param own each actor's by itself, by path
   * @param reports what components say that are no actors, by name; none of them empty
   */
  public static Health of(
      DependencyGraph graph, SortedMap<String, Health> own, SortedMap<String, String> reports) {
    var unhealthy = new ArrayList<String>();
    var degraded = new ArrayList<String>();
    for (var actor : own.entrySet()) {
      switch (actor.getValue()) {
        case Healthy _ -> {}
        case Degraded(var reason) -> degraded.add(actor.getKey() + ": " + reason);
        case Unhealthy(var reason) ->
            (graph.hasDependents(actor.getKey()) ? unhealthy : degraded)
                .add(actor.getKey() + ": " + reason);
      }
    }
    reports.forEach((component, reason) -> degraded.add(component + ": " + reason));
    if (!unhealthy.isEmpty() || allUnhealthy(own)) {
      unhealthy.addAll(degraded);
      return new Unhealthy(text(unhealthy));
    }
    return degraded.isEmpty() ? new Healthy() : new Degraded(text(degraded));
  }

  private static boolean allUnhealthy(Map<String, Health> own) {
    return !own.isEmpty() && own.values().stream().allMatch(Unhealthy.class::isInstance);
  }

  private static String text(List<String> reasons) {
    var shown = String.join("; ", reasons.subList(0, Math.min(MAX_REASONS, reasons.size())));
    int more = reasons.size() - MAX_REASONS;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }
}
