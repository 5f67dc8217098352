package io.alys.actors.supervision;

import static io.alys.messages.actor.LifecycleState.BACKOFF;
import static io.alys.messages.actor.LifecycleState.FAILED;
import static io.alys.messages.actor.LifecycleState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.actors.supervision.SupervisorProtocol.Done;
import io.alys.actors.supervision.SupervisorProtocol.Retry;
import io.alys.actors.supervision.Workshop.Block;
import io.alys.actors.supervision.Workshop.Break;
import io.alys.actors.supervision.Workshop.Denied;
import io.alys.actors.supervision.Workshop.Employ;
import io.alys.actors.supervision.Workshop.Keep;
import io.alys.actors.supervision.Workshop.Leave;
import io.alys.messages.actor.Unavailable.Code;
import io.alys.workflows.supervision.CircuitLimits;
import io.alys.workflows.supervision.SupervisionStrategy;
import io.alys.workflows.supervision.SupervisionStrategy.CircuitBreaker;
import io.alys.workflows.supervision.SupervisionStrategy.ExponentialBackoff;
import io.alys.workflows.supervision.SupervisionStrategy.Never;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For each strategy: 10,000 requests from several senders while children are killed at random. The
 * strategy is followed exactly, addresses stay valid, each request has exactly one answer, and none
 * waits beyond its deadline.
 */
class StrategiesUnderLoadTest {

  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final long seed = Long.getLong("alys.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final String name;
  private TestTree tree = new TestTree(shop -> List.of());
  private Load load = new Load(tree, seed);
  private int kills;

  StrategiesUnderLoadTest(TestInfo test) {
    this.name = test.getDisplayName();
    System.out.println(name + " -Dalys.seed=" + seed);
  }

  @AfterEach
  void close() {
    System.out.printf(
        "%s: %d kills during %d requests, refused: %s%n",
        name, kills, Load.REQUESTS, new TreeMap<>(load.denied()));
    tree.close();
  }

  @Test
  void oneForOne() throws InterruptedException {
    begin(TestTree.ONE);
    while (goOn()) {
      if (random.nextBoolean()) {
        killSeveralAndExpectEachAlone();
        continue;
      }
      var victim = victim();
      int before = tree.workshop().events().size();
      kill(victim);
      tree.await(victim, RUNNING);
      assertThat(tree.workshop().eventsFrom(before))
          .containsExactly(victim + " keeps", victim + " is restarted", victim + " begins");
    }
    load.verify();
  }

  @Test
  void oneForAll() throws InterruptedException {
    begin(TestTree.ALL);
    while (goOn()) {
      if (random.nextBoolean()) {
        killSeveralAndExpectTogether(any -> NAMES);
      } else {
        killAndExpectTogether(victim(), NAMES);
      }
    }
    load.verify();
  }

  @Test
  void restForOne() throws InterruptedException {
    begin(TestTree.REST);
    while (goOn()) {
      if (random.nextBoolean()) {
        killSeveralAndExpectTogether(StrategiesUnderLoadTest::from);
      } else {
        var victim = victim();
        killAndExpectTogether(victim, from(victim));
      }
    }
    load.verify();
  }

  @Test
  void exponentialBackoff() throws InterruptedException {
    var longest = Duration.ofSeconds(20);
    begin(new ExponentialBackoff(SECOND, longest, 3, 0, 5, Duration.ofMinutes(2)));
    while (goOn()) {
      if (random.nextInt(4) == 0) {
        killSeveralAndExpectEachAlone();
      } else {
        failInARow(longest);
      }
      load.pass(Duration.ofMinutes(2)); // quiet for long enough to forget all that
    }
    load.verify();
  }

  private void failInARow(Duration longest) {
    var victim = victim();
    int failures = 1 + random.nextInt(6); // six are one too many
    tree.workshop().failStarts(victim, failures - 1);
    kill(victim);
    for (int failure = 2; failure <= Math.min(failures, 5); failure++) {
      var wait = SECOND.multipliedBy((long) Math.pow(3, failure - 2));
      passBackoff(victim, wait.compareTo(longest) > 0 ? longest : wait, Code.RESTARTING);
    }
    if (failures > 5) {
      tree.await(victim, FAILED);
      retry(victim);
    }
    tree.await(victim, RUNNING);
  }

  @Test
  void circuitBreaker() throws InterruptedException {
    begin(new CircuitBreaker(new CircuitLimits(3, Duration.ofSeconds(30), 2)));
    while (goOn()) {
      if (random.nextInt(4) == 0) {
        killSeveralAndExpectEachAlone().forEach(this::endTrial);
        continue;
      }
      var victim = victim();
      int failures = 1 + random.nextInt(5);
      tree.workshop().failStarts(victim, failures - 1);
      kill(victim);
      for (int failure = 3; failure <= failures; failure++) { // the third opens it, then each
        passBackoff(victim, Duration.ofSeconds(30), Code.CIRCUIT_OPEN);
      }
      tree.await(victim, RUNNING);
      endTrial(victim);
    }
    load.verify();
  }

  private void endTrial(String victim) {
    tree.work(victim);
    tree.work(victim);
  }

  @Test
  void never() throws InterruptedException {
    begin(new Never());
    while (goOn()) {
      var victim = victim();
      int before = tree.workshop().events().size();
      kill(victim);
      tree.await(victim, FAILED);
      assertThat(tree.denied(victim).why().code()).isEqualTo(Code.FAILED);
      assertThat(tree.workshop().eventsFrom(before))
          .containsExactly(victim + " keeps", victim + " is restarted");
      retry(victim);
      tree.await(victim, RUNNING);
    }
    load.verify();
  }

  @ParameterizedTest
  @MethodSource("inStep")
  void inStepWhateverFailsWhileOthersBeginOrEnd(SupervisionStrategy strategy)
      throws InterruptedException {
    begin(strategy);
    while (goOn()) {
      for (int i = 0; i < 3; i++) {
        strike(victim());
      }
    }
    load.verify();
    for (var each : NAMES) {
      assertThat(tree.work(each).by()).isEqualTo(each);
    }
    assertInStep();
  }

  static List<SupervisionStrategy> inStep() {
    return List.of(TestTree.ALL, TestTree.REST);
  }

  private void begin(SupervisionStrategy strategy) {
    tree.close();
    var names = NAMES.toArray(String[]::new);
    tree = new TestTree(shop -> TestTree.workers(shop, strategy, names)).awaitRunning(names);
    load = new Load(tree, seed, names);
  }

  /** Sends more and lets time pass while a worker is busy; false when all has been sent. */
  private boolean goOn() throws InterruptedException {
    var until = new CountDownLatch(1);
    tree.address(victim()).tell(new Block(until));
    boolean more = load.release(more());
    load.awaitSent();
    load.pass(Duration.ofMillis(random.nextInt(100)));
    until.countDown();
    return load.release(more()) || more;
  }

  private int more() {
    return 10 + random.nextInt(40);
  }

  private String victim() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private static List<String> from(String first) {
    return NAMES.subList(NAMES.indexOf(first), NAMES.size());
  }

  /** Ends a behaviour in one of three ways; a request in flight is refused by that. */
  private void kill(String victim) {
    var probe = tree.probe();
    tree.address(victim).tell(new Keep(kills, probe.ref()));
    strikeAfterIt(victim);
    var answer = probe.receiveMessage(Duration.ofSeconds(20));
    assertThat(answer).isInstanceOf(Denied.class);
    assertThat(((Denied) answer).why().code()).isIn(Code.CRASHED, Code.RESTARTING);
    probe.stop();
  }

  private void strikeAfterIt(String victim) {
    kills++;
    tree.address(victim).tell(random.nextBoolean() ? new Break("kill " + kills) : new Leave());
  }

  private void strike(String victim) {
    kills++;
    if (random.nextBoolean()) {
      tree.control(victim, new Crash("strike " + kills));
    } else {
      tree.address(victim).tell(new Break("strike " + kills));
    }
  }

  /** The victim, then the others of the group from the last to the first; then all in order. */
  private void killAndExpectTogether(String victim, List<String> group) {
    int before = tree.workshop().events().size();
    kill(victim);
    tree.awaitRunning(group.toArray(String[]::new));

    var expected = new ArrayList<String>();
    expected.add(victim + " keeps");
    expected.add(victim + " is restarted");
    group.reversed().stream()
        .filter(name -> !name.equals(victim))
        .forEach(name -> expected.add(name + " is restarted"));
    group.forEach(name -> expected.add(name + " begins"));
    assertThat(tree.workshop().eventsFrom(before)).isEqualTo(expected);
  }

  /** The victims as they fail, then the others from the last to the first; then all in order. */
  private void killSeveralAndExpectTogether(Function<String, List<String>> groupOf) {
    var victims = victims();
    var group = groupOf.apply(Collections.min(victims));
    int before = tree.workshop().events().size();
    var expected = new ArrayList<String>();
    for (var failed : strikeWhileChildrenStay(victims, expected)) {
      endChild(failed, before, expected);
    }
    tree.awaitRunning(group.toArray(String[]::new));

    group.reversed().stream()
        .filter(name -> !victims.contains(name))
        .forEach(name -> expected.add(name + " is restarted"));
    group.forEach(name -> expected.add(name + " begins"));
    assertThat(tree.workshop().eventsFrom(before)).isEqualTo(expected);
  }

  /** Each begins as soon as it has ended, whatever becomes of the others; who they were. */
  private List<String> killSeveralAndExpectEachAlone() {
    var victims = victims();
    int before = tree.workshop().events().size();
    var expected = new ArrayList<String>();
    for (var failed : strikeWhileChildrenStay(victims, expected)) {
      endChild(failed, before, expected);
      tree.await(failed.name(), RUNNING);
      expected.add(failed.name() + " begins");
    }
    assertThat(tree.workshop().eventsFrom(before)).isEqualTo(expected);
    return victims;
  }

  private List<String> victims() {
    var all = new ArrayList<>(NAMES);
    Collections.shuffle(all, random);
    return all.subList(0, 2 + random.nextInt(NAMES.size() - 1));
  }

  /** One that has failed and is not down before its child has ended. */
  private record Failed(String name, CountDownLatch childEnds) {}

  /** All fail, one after the other; their children are to end in another order. */
  private List<Failed> strikeWhileChildrenStay(List<String> victims, List<String> expected) {
    int before = tree.workshop().events().size();
    var failed = new ArrayList<Failed>();
    for (var victim : victims) {
      var childEnds = new CountDownLatch(1);
      failed.add(new Failed(victim, childEnds));
      tree.address(victim).tell(new Employ(childEnds));
      tree.work(victim);
      kills++;
      tree.control(victim, new Crash("strike " + kills));
      expected.add(victim + " is restarted");
      tree.awaitEvent(before, victim + " is restarted");
    }
    Collections.shuffle(failed, random);
    return failed;
  }

  private void endChild(Failed failed, int before, List<String> expected) {
    failed.childEnds().countDown();
    var event = failed.name() + "'s child ends";
    expected.add(event);
    tree.awaitEvent(before, event);
  }

  /** It is refused until just before the time is over, and no longer. */
  private void passBackoff(String victim, Duration wait, Code code) {
    tree.await(victim, BACKOFF);
    var why = tree.denied(victim).why();
    assertThat(why.code()).isEqualTo(code);
    assertThat(why.retryAfter()).isEqualTo(wait);
    load.pass(wait.minusNanos(1_000_000));
    assertThat(tree.denied(victim).why()).isEqualTo(why);
    load.pass(Duration.ofMillis(1));
  }

  private void retry(String victim) {
    assertThat(tree.order(replyTo -> new Retry(tree.path(victim), replyTo)))
        .isEqualTo(new Done(tree.path(victim)));
  }

  /** No behaviour begins before the one before it and those of all later names have ended. */
  private void assertInStep() {
    var standing = new TreeSet<String>();
    for (var event : tree.workshop().events()) {
      var child = event.substring(0, event.indexOf(' '));
      if (event.endsWith("begins")) {
        assertThat(standing.tailSet(child)).as(event).isEmpty();
        standing.add(child);
      } else {
        assertThat(event).isEqualTo(child + " is restarted");
        assertThat(standing.remove(child)).as(event).isTrue();
      }
    }
    assertThat(standing).containsExactlyElementsOf(NAMES);
  }
}
