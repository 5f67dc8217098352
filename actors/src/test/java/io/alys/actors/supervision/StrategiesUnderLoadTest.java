package io.alys.actors.supervision;

import static io.alys.messages.actor.LifecycleState.BACKOFF;
import static io.alys.messages.actor.LifecycleState.FAILED;
import static io.alys.messages.actor.LifecycleState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.actors.supervision.SupervisorProtocol.Done;
import io.alys.actors.supervision.SupervisorProtocol.Retry;
import io.alys.actors.supervision.Workshop.Break;
import io.alys.actors.supervision.Workshop.Denied;
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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * For each strategy: 10,000 requests from several senders while children are killed at random. The
 * strategy is followed exactly, addresses stay valid, each request has exactly one answer.
 */
class StrategiesUnderLoadTest {

  private static final String[] NAMES = {"a", "b", "c", "d"};
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
        "%s: %d kills, %d of %d requests refused%n", name, kills, load.denied(), Load.REQUESTS);
    tree.close();
  }

  @Test
  void oneForOne() throws InterruptedException {
    begin(TestTree.ONE);
    while (load.release(more())) {
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
    while (load.release(more())) {
      killAndExpectTogether(victim(), List.of(NAMES));
    }
    load.verify();
  }

  @Test
  void restForOne() throws InterruptedException {
    begin(TestTree.REST);
    while (load.release(more())) {
      var victim = victim();
      var names = List.of(NAMES);
      killAndExpectTogether(victim, names.subList(names.indexOf(victim), names.size()));
    }
    load.verify();
  }

  @Test
  void exponentialBackoff() throws InterruptedException {
    var longest = Duration.ofSeconds(20);
    begin(new ExponentialBackoff(SECOND, longest, 3, 0, 5, Duration.ofMinutes(2)));
    while (load.release(more())) {
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
      tree.pass(Duration.ofMinutes(2)); // quiet for long enough to forget all that
    }
    load.verify();
  }

  @Test
  void circuitBreaker() throws InterruptedException {
    begin(new CircuitBreaker(new CircuitLimits(3, Duration.ofSeconds(30), 2)));
    while (load.release(more())) {
      var victim = victim();
      int failures = 1 + random.nextInt(5);
      tree.workshop().failStarts(victim, failures - 1);
      kill(victim);
      for (int failure = 3; failure <= failures; failure++) { // the third opens it, then each
        passBackoff(victim, Duration.ofSeconds(30), Code.CIRCUIT_OPEN);
      }
      tree.await(victim, RUNNING);
      tree.work(victim);
      tree.work(victim); // that ends the trial
    }
    load.verify();
  }

  @Test
  void never() throws InterruptedException {
    begin(new Never());
    while (load.release(more())) {
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

  @Test
  void severalAtOnce() throws InterruptedException {
    begin(TestTree.ALL);
    while (load.release(more())) {
      for (int i = 0; i < 3; i++) {
        strike(victim());
      }
    }
    load.verify();
    for (var name : NAMES) {
      assertThat(tree.work(name).by()).isEqualTo(name);
    }
    assertAlternating();
  }

  private void begin(SupervisionStrategy strategy) {
    tree.close();
    tree = new TestTree(shop -> TestTree.workers(shop, strategy, NAMES)).awaitRunning(NAMES);
    load = new Load(tree, seed, NAMES);
  }

  private int more() {
    return 20 + random.nextInt(80);
  }

  private String victim() {
    return NAMES[random.nextInt(NAMES.length)];
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

  /** It is refused until just before the time is over, and no longer. */
  private void passBackoff(String victim, Duration wait, Code code) {
    tree.await(victim, BACKOFF);
    var why = tree.denied(victim).why();
    assertThat(why.code()).isEqualTo(code);
    assertThat(why.retryAfter()).isEqualTo(wait);
    tree.pass(wait.minusNanos(1_000_000));
    assertThat(tree.denied(victim).why()).isEqualTo(why);
    tree.pass(Duration.ofMillis(1));
  }

  private void retry(String victim) {
    assertThat(tree.order(replyTo -> new Retry(tree.path(victim), replyTo)))
        .isEqualTo(new Done(tree.path(victim)));
  }

  /** No behaviour begins before the one before it has ended. */
  private void assertAlternating() {
    for (var name : NAMES) {
      var own = tree.workshop().events().stream().filter(event -> event.startsWith(name)).toList();
      for (int i = 0; i < own.size(); i++) {
        assertThat(own.get(i)).isEqualTo(name + (i % 2 == 0 ? " begins" : " is restarted"));
      }
    }
  }
}
