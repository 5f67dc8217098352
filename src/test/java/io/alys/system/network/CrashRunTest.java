package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.system.network.RecoveryTimes.Histogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A node goes on and loses nothing while its actors crash, one a second, each in turn. */
final class CrashRunTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** The signer: its files may be what failed; supervisors: they fail for what is below them. */
  private static final Set<String> NEVER_RESTARTED = Set.of("signing", "supervisor");

  /** What waits for an execution client or for the system to give a port back. */
  private static final Set<String> WITH_CONNECTION = Set.of("engine", "server");

  /** Its answer to the order to fail may be lost. */
  private static final String TAKER_OF_ORDERS = "/api/admin";

  private static final double SOON = 0.005;

  private static final double WITH_CONNECTION_SOON = 5;
  private static final Pattern ACCEPTED = Pattern.compile("accepted +blocks \\d+\\.\\.(\\d+)");

  @RegisterExtension private final Networks networks = new Networks();

  @Test
  @Timeout(240)
  void aNodeLosesNothingWhileEachActorCrashesOnce() {
    run(Duration.ofSeconds(12), Warmth.COLD);
  }

  /** The one test that looks at the clock, as the machine has to be left to it. */
  @Test
  @Tag("slow")
  @Timeout(420)
  void aNodeLosesNothingInTwoMinutesOfCrashesAndActorsAreBackSoon() {
    var times = run(Duration.ofMinutes(2), Warmth.EACH_HAS_CRASHED_BEFORE);

    expectP99(sum(times, kind -> !WITH_CONNECTION.contains(kind)), SOON);
    expectP99(sum(times, WITH_CONNECTION::contains), WITH_CONNECTION_SOON);
  }

  /** Whether code that only a crash needs has been loaded and run when times are taken. */
  private enum Warmth {
    COLD,
    EACH_HAS_CRASHED_BEFORE
  }

  private static void expectP99(Histogram times, double seconds) {
    assertThat(times.count()).isPositive();
    assertThat(times.within(seconds))
        .as("of %d crashes, recovered within %s s", times.count(), seconds)
        .isGreaterThanOrEqualTo((long) Math.ceil(0.99 * times.count()));
  }

  private RecoveryTimes run(Duration length, Warmth warmth) {
    var node = networks.node(ExecutionKind.GETH).start("test.chaos=true").startMiner();
    node.awaitHeight(2, LIMIT);
    try (var admin = new Admin(node.adminPort(), node.files().node().data());
        var heads = HeadWatch.start(node.rpc());
        var load = TransactionLoad.start(node.execution().rpc())) {
      var before = restarts(admin);
      var actors = List.copyOf(before.keySet());
      var first = RecoveryTimes.NONE;
      var crashes = new LinkedHashMap<String, Integer>();
      if (warmth == Warmth.EACH_HAS_CRASHED_BEFORE) {
        crashes.putAll(crashInTurn(admin, actors, Duration.ofSeconds(actors.size())));
        expectRestarts(admin, before, crashes);
        first = RecoveryTimes.read(admin.get("/metrics").orElseThrow());
        print("the first crash of each", first);
      }
      long height = node.height();
      crashInTurn(admin, actors, length)
          .forEach((actor, count) -> crashes.merge(actor, count, Integer::sum));
      assertThat(node.height() - height).as("blocks made").isGreaterThan(length.toSeconds() / 3);
      expectRestarts(admin, before, crashes);
      load.end();
      int transactions = load.awaitBlocks(node.execution(), LIMIT);
      node.awaitHeight(node.height() + 3, LIMIT);
      expectProofsFinal(node);
      heads.end();

      heads.expectNoneLost();
      var chain = chain(node);
      Signatures.read(node.files().node().signing()).agreeWith(chain);
      load.expectIn(payloadHashes(node, chain.size()));
      var times = RecoveryTimes.read(admin.get("/metrics").orElseThrow()).since(first);
      print(crashes, chain, transactions, heads);
      print("within " + length.toSeconds() + " s", times);
      return times;
    }
  }

  /** Makes one actor a second fail; how often each was told to. */
  private static Map<String, Integer> crashInTurn(
      Admin admin, List<String> actors, Duration length) {
    var crashes = new LinkedHashMap<String, Integer>();
    long start = System.nanoTime();
    for (int i = 0; i < length.toSeconds(); i++) {
      var actor = actors.get(i % actors.size());
      order(admin, actor);
      crashes.merge(actor, 1, Integer::sum);
      long next = start + Duration.ofSeconds(i + 1L).toNanos();
      LockSupport.parkNanos(Math.max(1, next - System.nanoTime()));
    }
    return crashes;
  }

  /** Again until it is taken: the server that takes orders is struck like everything else. */
  private static void order(Admin admin, String actor) {
    if (actor.equals(TAKER_OF_ORDERS)) {
      assertThat(admin.crash(actor).orElse(true)).as("the order for " + actor).isTrue();
    } else {
      boolean taken = Await.value("an answer to the order", LIMIT, () -> admin.crash(actor));
      assertThat(taken).as("the order for " + actor).isTrue();
    }
  }

  private static Map<String, Long> restarts(Admin admin) {
    var actors = Await.value("the actors", LIMIT, () -> admin.tree("/actors")).required("actors");
    var restarts = new TreeMap<String, Long>();
    for (var actor : actors) {
      if (!NEVER_RESTARTED.contains(actor.required("kind").asString())) {
        restarts.put(actor.required("path").asString(), actor.required("restarts").asLong());
      }
    }
    assertThat(restarts).isNotEmpty();
    return restarts;
  }

  private static void expectRestarts(
      Admin admin, Map<String, Long> before, Map<String, Integer> crashes) {
    var expected = new TreeMap<String, Long>(before);
    crashes.forEach((actor, count) -> expected.merge(actor, (long) count, Long::sum));
    try {
      Await.until(
          "each crash is a restart: " + expected,
          Duration.ofSeconds(20),
          () -> restarts(admin).entrySet().containsAll(expected.entrySet()));
    } catch (AssertionError late) {
      throw new AssertionError(late.getMessage() + ", but now " + restarts(admin), late);
    }
  }

  /** Every range whose proof the miner was told is accepted is final in the end. */
  private static void expectProofsFinal(LocalNode node) {
    var proofs = ACCEPTED.matcher(node.miner().output());
    long last = proofs.results().mapToLong(each -> Long.parseLong(each.group(1))).max().orElse(0);
    assertThat(last).as("accepted proofs").isPositive();
    node.await(
        "blocks up to " + last + " are final",
        LIMIT,
        () -> node.status().map(s -> LocalNode.heightOf(s, "powFinal") >= last).orElse(false));
  }

  private static List<Signatures.Block> chain(LocalNode node) {
    return LongStream.rangeClosed(1, node.height() - 1)
        .mapToObj(height -> Signatures.Block.of(node.rpc(), height).orElseThrow())
        .toList();
  }

  private static Set<String> payloadHashes(LocalNode node, long height) {
    return LongStream.rangeClosed(1, height)
        .mapToObj(number -> node.rpc().call("getblockbyheight", number))
        .map(CrashRunTest::payloadHash)
        .collect(Collectors.toSet());
  }

  private static String payloadHash(JsonNode block) {
    return block
        .required("message")
        .required("execution_payload")
        .required("block_hash")
        .asString();
  }

  private static Histogram sum(RecoveryTimes times, Predicate<String> kinds) {
    return times.byKind().entrySet().stream()
        .filter(kind -> kinds.test(kind.getKey()))
        .map(Map.Entry::getValue)
        .reduce(new Histogram(new TreeMap<>()), Histogram::plus);
  }

  private static void print(
      Map<String, Integer> crashes,
      List<Signatures.Block> chain,
      int transactions,
      HeadWatch heads) {
    long slots = chain.getLast().slot() - chain.getFirst().slot() + 1;
    System.out.println(
        "%d crashes of %d actors: %d blocks, %d slots missed, longest pause %d ms, %d transactions"
            .formatted(
                crashes.values().stream().mapToInt(Integer::intValue).sum(),
                crashes.size(),
                chain.size(),
                slots - chain.size(),
                heads.longestPause().toMillis(),
                transactions));
  }

  private static void print(String when, RecoveryTimes times) {
    var lines = new ArrayList<String>();
    lines.add(when + ":");
    times
        .byKind()
        .forEach(
            (kind, all) -> {
              if (all.count() > 0) {
                lines.add(
                    "  %-12s %3d recoveries, %3d within 5 ms, p99 at most %s s; %d waits before"
                        .formatted(
                            kind, all.count(), all.within(SOON), all.p99(), times.waits(kind)));
              }
            });
    lines.forEach(System.out::println);
  }
}
