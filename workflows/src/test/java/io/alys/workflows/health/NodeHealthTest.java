package io.alys.workflows.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.Health.Degraded;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.Health.Unhealthy;
import io.alys.workflows.health.DependencyGraph.Linked;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeHealthTest {

  private static final DependencyGraph CHAIN_NEEDS_STORAGE =
      ((Linked) DependencyGraph.EMPTY.with("/chain", List.of("/storage"))).graph();

  @Test
  void healthyActorsMakeAHealthyNode() {
    assertThat(of(Map.of("/chain", new Healthy(), "/storage", new Healthy())))
        .isEqualTo(new Healthy());
  }

  @Test
  void anUnhealthyActorThatOthersNeedMakesTheNodeUnhealthy() {
    assertThat(of(Map.of("/chain", new Healthy(), "/storage", new Unhealthy("given up"))))
        .isEqualTo(new Unhealthy("/storage: given up"));
  }

  @Test
  void anUnhealthyActorThatNobodyNeedsDegradesTheNode() {
    assertThat(of(Map.of("/storage", new Healthy(), "/metrics", new Unhealthy("given up"))))
        .isEqualTo(new Degraded("/metrics: given up"));
  }

  @Test
  void aNodeOfUnhealthyActorsAloneIsUnhealthy() {
    assertThat(of(Map.of("/metrics", new Unhealthy("given up"))))
        .isEqualTo(new Unhealthy("/metrics: given up"));
  }

  @Test
  void whatComponentsSayThatAreNoActorsCounts() {
    assertThat(
            NodeHealth.of(
                CHAIN_NEEDS_STORAGE,
                new TreeMap<>(Map.of("/chain", new Healthy())),
                new TreeMap<>(Map.of("clock", "off by 3 s"))))
        .isEqualTo(new Degraded("clock: off by 3 s"));
  }

  @Test
  void theTextStaysShort() {
    var own = new TreeMap<String, Health>();
    for (int i = 0; i < 12; i++) {
      own.put(RandomGraphs.path(i), new Degraded("slow"));
    }

    assertThat(NodeHealth.of(DependencyGraph.EMPTY, own, new TreeMap<>()))
        .isInstanceOfSatisfying(
            Degraded.class, is -> assertThat(is.reason()).endsWith("; and 7 more"));
  }

  @Test
  void aNodeIsHealthyExactlyWhenAllItsActorsAre() {
    for (int seed = 0; seed < 500; seed++) {
      var own = new RandomGraphs(seed).health(1 + seed % 4);

      var node = NodeHealth.of(DependencyGraph.EMPTY, own, new TreeMap<>());

      assertThat(node instanceof Healthy)
          .as("seed %d", seed)
          .isEqualTo(own.values().stream().allMatch(Healthy.class::isInstance));
    }
  }

  private static Health of(Map<String, Health> own) {
    return NodeHealth.of(CHAIN_NEEDS_STORAGE, new TreeMap<>(own), new TreeMap<>());
  }
}
