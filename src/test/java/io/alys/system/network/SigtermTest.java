package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.system.network.StoppedLives.Life;
import io.alys.system.network.StoppedLives.Moment;
import io.alys.system.network.StoppedLives.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SIGTERM ends a node in order with exit code 0, whatever it is doing, and nothing is lost. */
final class SigtermTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Nodes that live at the same time, each on its own, so that an hour's half is ten minutes. */
  private static final int NODES = 3;

  @RegisterExtension private final Networks networks = new Networks();

  @Test
  @Timeout(300)
  void aNodeStopsInOrderWhileItStartsAndWhileItMakesABlock() {
    var moments =
        List.of(
            age(Duration.ZERO),
            logged("chain spec"),
            logged("signing as"),
            logged("chain at"),
            making(),
            age(Duration.ofSeconds(1)),
            new Moment("servers open", SigtermTest::awaitNodeFile),
            age(Duration.ofSeconds(3)),
            making());

    System.out.println(Outcome.line(List.of(live(networks.node(ExecutionKind.GETH), moments))));
  }

  @Test
  @Timeout(300)
  void aNodeWhoseExecutionClientHangsStopsInOrder() {
    var node = networks.node(ExecutionKind.GETH).start();
    node.awaitHeight(2, LIMIT);
    node.execution().process().pause();
    awaitWords(node, node.process().errors().length(), "skipped slot");
    expectStop(node);

    int before = node.process().errors().length();
    node.startNode();
    awaitWords(node, before, "signing as");
    expectStop(node);
  }

  private static void awaitWords(LocalNode node, int from, String words) {
    Await.until(words, LIMIT, () -> node.process().errors().indexOf(words, from) >= 0);
  }

  private static void expectStop(LocalNode node) {
    long ordered = System.nanoTime();
    assertThat(node.process().terminate()).isZero();
    var took = Duration.ofNanos(System.nanoTime() - ordered);
    System.out.println("stopped beside a client that hangs in " + took.toMillis() + " ms");
    assertThat(took).isLessThan(StoppedLives.DEADLINE);
    assertThat(node.process().errors()).doesNotContain("is not over", "not everything has stopped");
  }

  @Test
  @Tag("slow")
  @Timeout(2400)
  void aNodeStopsInOrderInEachSecondOfItsFirstMinute() {
    long seed = Long.getLong("alys.seed", System.nanoTime());
    System.out.println("seed (alys.seed): " + seed);
    var moments = new ArrayList<Moment>();
    IntStream.rangeClosed(1, 60).forEach(s -> moments.add(age(Duration.ofSeconds(s))));
    Collections.shuffle(moments, new Random(seed));

    System.out.println(Outcome.line(liveAtOnce(moments)));
  }

  private List<Outcome> liveAtOnce(List<Moment> moments) {
    var nodes = IntStream.range(0, NODES).mapToObj(_ -> networks.node(ExecutionKind.GETH)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          IntStream.range(0, NODES)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> live(nodes.get(i), share(moments, i)), threads))
              .toList();
      return outcomes.stream().map(CompletableFuture::join).toList();
    }
  }

  private static List<Moment> share(List<Moment> moments, int node) {
    return IntStream.range(0, moments.size())
        .filter(i -> i % NODES == node)
        .mapToObj(moments::get)
        .toList();
  }

  private static Outcome live(LocalNode node, List<Moment> moments) {
    try (var lives = new StoppedLives(node)) {
      moments.forEach(lives::live);
      return lives.lookBack();
    }
  }

  private static Moment age(Duration age) {
    return new Moment("after " + age.toSeconds() + " s", life -> life.awaitAge(age));
  }

  private static Moment logged(String words) {
    return new Moment(
        "after '" + words + "'",
        life -> Await.until(words, LIMIT, () -> life.log().contains(words)));
  }

  private static void awaitNodeFile(Life life) {
    var file = life.node().files().node().data().resolve("node.json").toFile();
    Await.until("node.json", LIMIT, file::exists);
  }

  /** Slots are whole seconds of the clock, and a block is made in the first half of each. */
  private static Moment making() {
    return new Moment(
        "making a block",
        life -> {
          life.node().awaitAnswer();
          life.node().awaitHeight(life.node().height() + 2, LIMIT);
          Await.until("the begin of a slot", LIMIT, () -> Clock.systemUTC().millis() % 1000 < 200);
        });
  }
}
