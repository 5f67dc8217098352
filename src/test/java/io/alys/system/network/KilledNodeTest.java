package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A node that is killed with -9 at random moments loses nothing that it acknowledged. */
final class KilledNodeTest {
  private static final int LONGEST_LIFE_MILLIS = 7_000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @RegisterExtension private final Networks networks = new Networks();

  @Test
  @Timeout(240)
  void aNodeKilledFiveTimesContinuesFromItsLastAcknowledgedBlock() {
    killAndRestart(5);
  }

  @Test
  @Tag("slow")
  @Timeout(600)
  void aNodeKilledTwentyTimesContinuesFromItsLastAcknowledgedBlock() {
    killAndRestart(20);
  }

  private void killAndRestart(int kills) {
    long seed = Long.getLong("alys.seed", System.nanoTime());
    System.out.println("seed (alys.seed): " + seed);
    var moments = new Random(seed);
    var node = networks.node(ExecutionKind.GETH).start().startMiner();
    node.awaitHeight(2, LIMIT);

    for (int i = 0; i < kills; i++) {
      var acknowledged = runFor(node, moments.nextInt(LONGEST_LIFE_MILLIS));
      node.process().kill();
      node.startNode();
      expectOnChain(node, acknowledged);
    }

    long height =
        node.status().map(status -> LocalNode.heightOf(status, "certified")).orElseThrow();
    node.awaitHeight(height + 3, LIMIT);
    var chain =
        LongStream.rangeClosed(1, height)
            .mapToObj(number -> Signatures.Block.of(node.rpc(), number).orElseThrow())
            .toList();
    Signatures.read(node.files().node().signing()).agreeWith(chain);
    System.out.printf("%d kills, %d blocks%n", kills, height);
  }

  /** Lets the node live for a time, from its start on, and gives the last head that it reported. */
  private static JsonNode runFor(LocalNode node, int millis) {
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    var acknowledged = head(node);
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      acknowledged = node.rpc().ask("getheadblock").orElse(acknowledged);
    }
    return acknowledged;
  }

  private static JsonNode head(LocalNode node) {
    return Await.value("a head", LIMIT, () -> node.rpc().ask("getheadblock"));
  }

  private static void expectOnChain(LocalNode node, JsonNode acknowledged) {
    long height = Ranges.height(acknowledged);
    node.awaitAnswer();
    assertThat(node.height()).isGreaterThanOrEqualTo(height);
    assertThat(node.rpc().call("getblockbyheight", height)).isEqualTo(acknowledged);
  }
}
