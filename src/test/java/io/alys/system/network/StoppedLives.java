package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The lives of one node on one data folder, each ended by SIGTERM, while its execution client, a
 * miner and a sender of transactions go on. What one life has reported must be there in the next.
 */
final class StoppedLives implements AutoCloseable {
  /** What alys.shutdown-deadline is by default; the parts of alys.shutdown add up to it. */
  static final Duration DEADLINE = Duration.ofSeconds(20);

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** What the JVM ends with as long as nothing of the node listens. */
  private static final int NOBODY_LISTENS = 143;

  private static final Pattern FAULT =
      Pattern.compile(
          " ERROR |Exception|is not over|did not close|not everything has stopped|WARN .* signing:"
              + " ");

  private final LocalNode node;
  private final ReportedHeads heads;
  private final HeadWatch watch;
  private final TransactionLoad load;
  private final List<Stop> stops = new ArrayList<>();

  /** When a life ends. */
  record Moment(String name, Consumer<Life> reached) {}

  /** How a life ended. */
  record Stop(String moment, int code, Duration took, boolean served) {}

  /** What came of all lives of a node. */
  record Outcome(List<Stop> stops, int blocks, int transactions) {
    /** A line for people; several nodes count together. */
    static String line(List<Outcome> all) {
      var stops = all.stream().flatMap(one -> one.stops.stream()).toList();
      var slowest = Collections.max(stops, Comparator.comparing(Stop::took));
      return "%d stops by SIGTERM, %d before the servers were open: "
              .formatted(stops.size(), stops.stream().filter(stop -> !stop.served).count())
          + "%d ended with 0, %d before anybody listened; slowest %d ms (%s); "
              .formatted(
                  stops.stream().filter(stop -> stop.code == 0).count(),
                  stops.stream().filter(stop -> stop.code == NOBODY_LISTENS).count(),
                  slowest.took.toMillis(),
                  slowest.moment)
          + "%d blocks and %d transactions, none lost, no slot signed twice"
              .formatted(
                  all.stream().mapToInt(Outcome::blocks).sum(),
                  all.stream().mapToInt(Outcome::transactions).sum());
    }
  }

  /** A life that goes on. */
  record Life(LocalNode node, long started, int before) {
    /** Everything that the node has logged in this life. */
    String log() {
      return node.process().errors().substring(before);
    }

    /** Waits until the node has lived so long. */
    void awaitAge(Duration age) {
      Await.until("an age of " + age, LIMIT.plus(age), () -> age().compareTo(age) >= 0);
    }

    private Duration age() {
      return Duration.ofNanos(System.nanoTime() - started);
    }
  }

  /** Starts everything but the node itself. */
  StoppedLives(LocalNode node) {
    this.node = node;
    node.execution().start();
    node.startMiner();
    this.heads = ReportedHeads.start(node.rpc());
    this.watch = HeadWatch.start(node.rpc());
    this.load = TransactionLoad.start(node.execution().rpc());
  }

  /** One life of the node, up to a moment. */
  void live(Moment moment) {
    var life = begin();
    moment.reached.accept(life);
    end(life, moment.name);
  }

  private Life begin() {
    int before = stops.isEmpty() ? 0 : node.process().errors().length();
    long started = System.nanoTime();
    node.startNode();
    return new Life(node, started, before);
  }

  private void end(Life life, String moment) {
    long ordered = System.nanoTime();
    int code = node.process().terminate();
    var took = Duration.ofNanos(System.nanoTime() - ordered);
    var log = life.log();
    stops.add(new Stop(moment, code, took, log.contains("administration on")));
    expectOrder(stops.getLast(), log);
  }

  private void expectOrder(Stop stop, String log) {
    if (stop.code == NOBODY_LISTENS) {
      assertThat(log).as("what was done before the handler stood").isEmpty();
      return;
    }
    assertThat(stop.code).as(stop.moment + ":\n" + log).isZero();
    assertThat(stop.took).as(stop.moment).isLessThan(DEADLINE);
    assertThat(log.lines()).as(stop.moment).noneMatch(line -> FAULT.matcher(line).find());
    if (log.contains("RunningNode stopping")) {
      assertThat(log).as(stop.moment).contains("RunningNode stopped");
    }
    assertThat(Files.exists(node.files().node().data().resolve("node.json"))).isFalse();
  }

  /** A last life, in which everything is looked up that any life has reported. */
  Outcome lookBack() {
    var life = begin();
    node.awaitAnswer();
    node.awaitHeight(heads.highest() + 3, LIMIT);
    load.end();
    int transactions = load.awaitBlocks(node.execution(), LIMIT);
    node.awaitProofsFinal(LIMIT);
    watch.end();
    heads.end();
    watch.expectNoneLost();
    heads.expectNoneLost();
    var chain = chain();
    Signatures.read(node.files().node().signing()).agreeWith(chain);
    end(life, "the last life");
    return new Outcome(List.copyOf(stops), chain.size(), transactions);
  }

  private List<Signatures.Block> chain() {
    return LongStream.rangeClosed(1, node.height() - 1)
        .mapToObj(height -> Signatures.Block.of(node.rpc(), height).orElseThrow())
        .toList();
  }

  @Override
  public void close() {
    load.close();
    watch.close();
    heads.close();
  }
}
