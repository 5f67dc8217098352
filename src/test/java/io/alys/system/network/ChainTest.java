package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a node is for: blocks on a real execution client, finalised by a miner. */
@Timeout(240)
final class ChainTest {
  private static final int BLOCKS = 16;
  private static final int RANGES = 3;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @RegisterExtension private final Networks networks = new Networks();

  @ParameterizedTest
  @EnumSource
  void aNodeMakesFinalisesAndReportsBlocks(ExecutionKind kind) {
    var node = networks.node(kind).start().startMiner();

    var took = node.awaitHeight(BLOCKS, LIMIT);
    var ranges = new Ranges(node.rpc());
    node.await(RANGES + " final ranges", LIMIT, () -> ranges.found() >= RANGES);

    node.await(
        "the execution client's latest block is the head's", LIMIT, () -> latestIsHead(node));
    node.await(
        "its finalized block is the last range's end",
        LIMIT,
        () -> node.execution().numberOf("finalized") == ranges.lastEnd());
    System.out.printf("%s: %d blocks in %d s%n", kind, BLOCKS, took.toSeconds());
  }

  /** Read twice, since a block may come between the two questions. */
  private static boolean latestIsHead(LocalNode node) {
    long before = node.execution().latest();
    long head = Ranges.height(node.rpc().call("getheadblock"));
    long after = node.execution().latest();
    assertThat(head).isBetween(before - 1, after + 1);
    return head == before && head == after;
  }
}
