package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A node outlives its execution client, says what is missing, and goes on when it is back. */
@Timeout(240)
final class ExecutionOutageTest {
  private static final Duration OUTAGE = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration SLOT = Duration.ofSeconds(1);

  /** What the show allows is 3 s and a slot; a busy test machine gets more. */
  private static final Duration BACK_LIMIT = Duration.ofSeconds(15);

  @RegisterExtension private final Networks networks = new Networks();

  @Test
  void aNodeWhoseClientIsHeldForTwentySecondsIsDegradedAndThenProducesAgain() {
    var node = networks.node(ExecutionKind.GETH).start();
    node.awaitHeight(3, LIMIT);

    node.execution().process().pause();
    long end = System.nanoTime() + OUTAGE.toNanos();
    var degraded = awaitDegraded(node);
    node.await(
        "the breaker is open",
        OUTAGE,
        () -> node.process().errors().contains("execution client OPEN"));
    LockSupport.parkNanos(Math.max(1, end - System.nanoTime()));
    long before = node.height();
    node.execution().process().resume();

    expectProduction(node, before, "held for 20 s");
    node.await("the node is healthy again", LIMIT, () -> reasons(node).isEmpty());
    assertThat(node.process().errors().split("execution client OPEN", 2)[1])
        .contains("execution client answers");
    System.out.println("while it was held: " + degraded);
  }

  @Test
  void aClientThatWasKilledIsFedTheChainAgain() {
    var node = networks.node(ExecutionKind.GETH).start();
    node.awaitHeight(6, LIMIT);

    node.execution().process().kill();
    awaitDegraded(node);
    long before = node.height();
    node.execution().start();
    expectProduction(node, before, "killed and started again");

    node.execution().process().kill();
    node.execution().wipe();
    long later = node.height();
    node.execution().start();
    expectProduction(node, later, "killed and started empty");
    assertThat(node.execution().numberOf("0x1")).isEqualTo(1);
  }

  /** Waits for a degraded status and gives it. */
  private static JsonNode awaitDegraded(LocalNode node) {
    node.await("the node is degraded", LIMIT, () -> !reasons(node).isEmpty());
    return reasons(node);
  }

  private static JsonNode reasons(LocalNode node) {
    return node.rpc().call("alys_status").required("reasons");
  }

  private static void expectProduction(LocalNode node, long before, String outage) {
    var took = node.awaitHeight(before + 1, BACK_LIMIT);
    System.out.printf(
        "%s: a block %d ms after it answered (shown: %d ms)%n",
        outage, took.toMillis(), SLOT.plusSeconds(3).toMillis());
    assertThat(node.process().isAlive()).isTrue();
    node.await(
        "the client's latest block is the head",
        LIMIT,
        () -> node.execution().latest() == node.height());
  }
}
