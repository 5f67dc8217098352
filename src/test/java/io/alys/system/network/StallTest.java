package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.founding.NetworkPlan.PowPlan;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without merged mining a chain stops (consensus.md 7.5), says so before, and goes on with it. */
final class StallTest {
  private static final Duration SLOT = Duration.ofSeconds(1);
  private static final PowPlan SHORTEST = new PowPlan(1, 64);

  @RegisterExtension private final Networks networks = new Networks();

  @Test
  @Timeout(180)
  void theFirstWarningComesAtHalfTheDistance() {
    var node = networks.node(ExecutionKind.GETH, SLOT, SHORTEST).start();

    node.awaitHeight(36, Duration.ofMinutes(2));

    assertThat(node.process().errors()).contains("50 % of the 64");
    assertThat(node.process().errors()).doesNotContain("75 % of the 64");
  }

  @Test
  @Tag("slow")
  @Timeout(420)
  void productionStopsAtTheDistanceAndGoesOnWithAMiner() {
    var node = networks.node(ExecutionKind.GETH, SLOT, SHORTEST).start();
    node.awaitHeight(64, Duration.ofSeconds(200));

    node.await(
        "the node says why it makes no block",
        Duration.ofSeconds(30),
        () -> node.rpc().call("alys_status").toString().contains("AuxPoW"));
    long stopped = node.height();
    assertThat(node.process().errors()).contains("50 % of", "75 % of", "90 % of");

    node.startMiner();
    var took = node.awaitHeight(stopped + 5, Duration.ofMinutes(1));
    System.out.printf("stopped at %d, five blocks more in %d s%n", stopped, took.toSeconds());
    assertThat(stopped).isBetween(64L, 67L);
  }
}
