package io.alys.workflows.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.Health.Degraded;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.Health.Unhealthy;
import io.alys.workflows.health.DependencyGraph.Cyclic;
import io.alys.workflows.health.DependencyGraph.Linked;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {

  private static final int SEEDS = 500;
  private static final int ACTORS = 12;

  @Test
  void noOrderOfRegistrationMakesACycle() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var graph = graph(new RandomGraphs(seed));

      for (int i = 0; i < ACTORS; i++) {
        var path = RandomGraphs.path(i);
        assertThat(RandomGraphs.closure(path, graph)).as("seed %d", seed).doesNotContain(path);
      }
    }
  }

  @Test
  void aRefusedActorIsShownTheWayBackToItself() {
    int refused = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var graph = DependencyGraph.EMPTY;
      for (var edge : new RandomGraphs(seed).edges(ACTORS).entrySet()) {
        switch (graph.with(edge.getKey(), edge.getValue())) {
          case Linked(var linked) -> graph = linked;
          case Cyclic(var way) -> {
            refused++;
            assertThat(way).startsWith(edge.getKey()).endsWith(edge.getKey());
            assertThat(edge.getValue()).as("seed %d", seed).contains(way.get(1));
            for (int i = 1; i + 1 < way.size(); i++) {
              assertThat(graph.of(way.get(i))).as("seed %d", seed).contains(way.get(i + 1));
            }
          }
        }
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void whoeverNeedsAnUnhealthyActorIsDegradedAtLeastAndNobodyElse() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new RandomGraphs(seed);
      var graph = graph(random);
      var own = random.health(ACTORS);

      var all = graph.aggregate(own);

      for (var actor : own.entrySet()) {
        var path = actor.getKey();
        boolean affected =
            RandomGraphs.closure(path, graph).stream()
                .anyMatch(other -> own.get(other) instanceof Unhealthy);
        var now = all.get(path);
        if (actor.getValue() instanceof Unhealthy || !affected) {
          assertThat(now).as("seed %d", seed).isEqualTo(actor.getValue());
        } else {
          assertThat(now)
              .as("seed %d", seed)
              .isInstanceOfSatisfying(
                  Degraded.class, is -> assertThat(is.reason()).contains("because of /actor-"));
        }
      }
    }
  }

  @Test
  void healingAnActorNeverMakesAnotherOneWorse() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new RandomGraphs(seed);
      var graph = graph(random);
      var own = random.health(ACTORS);
      var before = graph.aggregate(own);

      own.put(RandomGraphs.path(seed % ACTORS), new Healthy());

      graph
          .aggregate(own)
          .forEach(
              (path, health) ->
                  assertThat(rank(health))
                      .isLessThanOrEqualTo(rank(before.getOrDefault(path, new Healthy()))));
    }
  }

  @Test
  void theCauseIsNamedAlsoAcrossActorsInBetween() {
    var graph = DependencyGraph.EMPTY;
    graph = with(graph, "/mining", "/chain");
    graph = with(graph, "/chain", "/storage");
    graph = with(graph, "/storage");

    var all =
        graph.aggregate(
            Map.of(
                "/mining", new Healthy(),
                "/chain", new Degraded("slow"),
                "/storage", new Unhealthy("given up")));

    assertThat(all)
        .containsEntry("/mining", new Degraded("because of /storage: given up"))
        .containsEntry("/chain", new Degraded("slow; because of /storage: given up"))
        .containsEntry("/storage", new Unhealthy("given up"));
  }

  @Test
  void aDependencyThatDoesNotExistIsNamed() {
    var graph = with(DependencyGraph.EMPTY, "/chain", "/storge");

    assertThat(graph.aggregate(Map.of("/chain", new Healthy())))
        .containsEntry("/chain", new Degraded("because of /storge: no such actor"));
  }

  @Test
  void anActorCannotDependOnItself() {
    assertThat(DependencyGraph.EMPTY.with("/chain", List.of("/chain")))
        .isEqualTo(new Cyclic(List.of("/chain", "/chain")));
  }

  @Test
  void aCycleIsFoundWhoeverIsRegisteredLast() {
    var graph = with(with(DependencyGraph.EMPTY, "/a", "/b"), "/b", "/c");

    assertThat(graph.with("/c", List.of("/a")))
        .isEqualTo(new Cyclic(List.of("/c", "/a", "/b", "/c")));
  }

  @Test
  void whoHasDependentsIsKnown() {
    var graph = with(with(DependencyGraph.EMPTY, "/a", "/b"), "/b");

    assertThat(graph.hasDependents("/b")).isTrue();
    assertThat(graph.hasDependents("/a")).isFalse();
    assertThat(graph.without("/a").hasDependents("/b")).isFalse();
  }

  private static DependencyGraph graph(RandomGraphs random) {
    var graph = DependencyGraph.EMPTY;
    for (var edge : random.edges(ACTORS).entrySet()) {
      if (graph.with(edge.getKey(), edge.getValue()) instanceof Linked(var linked)) {
        graph = linked;
      }
    }
    return graph;
  }

  private static DependencyGraph with(DependencyGraph graph, String path, String... others) {
    return ((Linked) graph.with(path, List.of(others))).graph();
  }

  private static int rank(Health health) {
    return switch (health) {
      case Healthy _ -> 0;
      case Degraded _ -> 1;
      case Unhealthy _ -> 2;
    };
  }
}
