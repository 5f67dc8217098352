package io.alys.workflows.health;

import io.alys.messages.actor.Health;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Seeded actors with dependencies and health. */
final class RandomGraphs {

  private final RandomGenerator random;

  RandomGraphs(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static String path(int number) {
    return "/actor-%02d".formatted(number);
  }

  /** Each actor's dependencies; with cycles as likely as not. */
  Map<String, List<String>> edges(int actors) {
    var edges = new TreeMap<String, List<String>>();
    for (int i = 0; i < actors; i++) {
      var others = new ArrayList<String>();
      while (random.nextInt(3) != 0) {
        others.add(path(random.nextInt(actors)));
      }
      edges.put(path(i), others);
    }
    return edges;
  }

  /** The health of each actor by itself. */
  SortedMap<String, Health> health(int actors) {
    var own = new TreeMap<String, Health>();
    for (int i = 0; i < actors; i++) {
      own.put(
          path(i),
          switch (random.nextInt(4)) {
            case 0 -> new Health.Unhealthy("broken");
            case 1 -> new Health.Degraded("slow");
            default -> new Health.Healthy();
          });
    }
    return own;
  }

  /** All that an actor needs, by the simplest method that there is: repeat until nothing is new. */
  static Set<String> closure(String from, DependencyGraph graph) {
    var reached = new HashSet<>(graph.of(from));
    boolean more = true;
    while (more) {
      more = false;
      for (var at : List.copyOf(reached)) {
        more |= reached.addAll(graph.of(at));
      }
    }
    return reached;
  }
}
