package io.alys.workflows.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.workflows.ports.Entropy;
import io.alys.workflows.supervision.Decision.GiveUp;
import io.alys.workflows.supervision.Decision.Restart;
import io.alys.workflows.supervision.Decision.Scope;
import io.alys.workflows.supervision.SupervisionStrategy.CircuitBreaker;
import io.alys.workflows.supervision.SupervisionStrategy.ExponentialBackoff;
import io.alys.workflows.supervision.SupervisionStrategy.Never;
import io.alys.workflows.supervision.SupervisionStrategy.OneForAll;
import io.alys.workflows.supervision.SupervisionStrategy.OneForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger against plain models over random lives, and its rules by example. */
class RestartLedgerTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long START = Long.MAX_VALUE - 100 * SECOND; // the clock wraps meanwhile
  private static final Entropy NO_JITTER = fixed(0);
  private static final RestartLimit LIMIT = new RestartLimit(3, Duration.ofSeconds(60));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aLimitIsTheNumberOfRestartsInAnyWindow(long seed) {
    var random = new Random(seed);
    var restarts = new ArrayList<Long>();
    var ledger = RestartLedger.of(new RestForOne(LIMIT));
    long now = START;

    for (int i = 0; i < 2_000; i++) {
      now += random.nextLong(40 * SECOND);
      long at = now;
      long inWindow = restarts.stream().filter(then -> at - then < 60 * SECOND).count();

      var verdict = ledger.onFailure(now, NO_JITTER);

      if (inWindow < 3) {
        assertThat(verdict.decision())
            .isEqualTo(new Restart(Scope.REST, Duration.ZERO, (int) inWindow + 1));
        restarts.add(now);
      } else {
        assertThat(verdict.decision()).isInstanceOf(GiveUp.class);
      }
      ledger = verdict.ledger();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void backoffGrowsWithFailuresThatFollowSoonAndForgetsTheOthers(long seed) {
    var random = new Random(seed);
    var backoff =
        new ExponentialBackoff(
            Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 0.5, 8, Duration.ofSeconds(30));
    var ledger = RestartLedger.of(backoff);
    long now = START;
    int failures = 0;
    boolean serving = false;
    long since = 0;

    for (int i = 0; i < 2_000; i++) {
      now += random.nextLong(35 * SECOND);
      if (serving && now - since >= 30 * SECOND) {
        failures = 0;
      }
      var verdict = ledger.onFailure(now, fixed(random.nextLong(1L << 30)));
      ledger = verdict.ledger();
      serving = false;
      if (failures == 8) {
        assertThat(verdict.decision()).isInstanceOf(GiveUp.class);
        ledger = RestartLedger.of(backoff);
        failures = 0;
        continue;
      }
      failures++;
      var restart = (Restart) verdict.decision();
      assertThat(restart.failures()).isEqualTo(failures);
      assertDelay(restart.delay().toNanos(), failures);
      if (random.nextInt(4) > 0) { // else it fails before it serves
        serving = true;
        since = now + restart.delay().toNanos();
        now = since;
        ledger = ledger.onBegin().onServing(since);
      }
    }
  }

  private static void assertDelay(long nanos, int failures) {
    if (failures == 1) {
      assertThat(nanos).isZero();
      return;
    }
    long base = Math.min(60 * SECOND, SECOND << (failures - 2));
    assertThat(nanos).isBetween(base, Math.min(60 * SECOND, base + base / 2));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theCircuitFollowsItsModel(long seed) {
    var random = new Random(seed);
    var ledger =
        RestartLedger.of(new CircuitBreaker(new CircuitLimits(5, Duration.ofSeconds(30), 3)));
    int failures = 0;
    boolean trial = false;

    for (int i = 0; i < 5_000; i++) {
      if (random.nextInt(4) == 0) {
        ledger = ledger.onServed();
        failures = 0;
        trial = false;
        assertThat(ledger.trial()).isZero();
        continue;
      }
      var verdict = ledger.onFailure(START + i * SECOND, NO_JITTER);
      failures++;
      boolean opens = trial || failures >= 5;
      assertThat(((Restart) verdict.decision()).delay())
          .isEqualTo(opens ? Duration.ofSeconds(30) : Duration.ZERO);
      trial = opens;
      ledger = verdict.ledger().onBegin().onServing(START);
      assertThat(ledger.trial()).isEqualTo(3);
    }
  }

  @Test
  void eachStrategyHasItsScope() {
    assertThat(scopeOf(new OneForOne(LIMIT))).isEqualTo(Scope.SELF);
    assertThat(scopeOf(new OneForAll(LIMIT))).isEqualTo(Scope.ALL);
    assertThat(scopeOf(new RestForOne(LIMIT))).isEqualTo(Scope.REST);
  }

  @Test
  void aFullWindowAfterARestartItNoLongerCounts() {
    var one = RestartLedger.of(new OneForOne(new RestartLimit(1, Duration.ofSeconds(60))));
    var after = one.onFailure(START, NO_JITTER).ledger();

    assertThat(after.onFailure(START + 60 * SECOND - 1, NO_JITTER).decision())
        .isInstanceOf(GiveUp.class);
    assertThat(after.onFailure(START + 60 * SECOND, NO_JITTER).decision())
        .isInstanceOf(Restart.class);
  }

  @Test
  void noRestartAtAllIsALimit() {
    var none = RestartLedger.of(new OneForOne(new RestartLimit(0, Duration.ofSeconds(1))));

    assertThat(none.onFailure(START, NO_JITTER).decision())
        .isEqualTo(new GiveUp("0 restarts within PT1S were not enough", true));
  }

  @Test
  void neverIsGivenUpAndRestartsAboveDoNotHelp() {
    var verdict = RestartLedger.of(new Never()).onFailure(START, NO_JITTER);

    assertThat(verdict.decision())
        .isEqualTo(new GiveUp("it is never begun again by itself", false));
  }

  @Test
  void aHugeFactorEndsAtTheLongestWait() {
    var backoff =
        new ExponentialBackoff(
            Duration.ofSeconds(1), Duration.ofDays(1), 1e9, 1, 100, Duration.ofSeconds(1));
    var ledger = RestartLedger.of(backoff);
    var delays = new ArrayList<Duration>();
    for (int i = 0; i < 100; i++) {
      var verdict = ledger.onFailure(START, fixed((1L << 30) - 1));
      delays.add(((Restart) verdict.decision()).delay());
      ledger = verdict.ledger();
    }

    assertThat(delays.subList(2, 100)).containsOnly(Duration.ofDays(1));
    assertThat(delays.getFirst()).isZero();
  }

  private static Scope scopeOf(SupervisionStrategy strategy) {
    var decision = RestartLedger.of(strategy).onFailure(START, NO_JITTER).decision();
    return ((Restart) decision).scope();
  }

  private static Entropy fixed(long value) {
    return new Entropy() {
      @Override
      public byte[] bytes(int size) {
        return new byte[size];
      }

      @Override
      public long below(long bound) {
        return value % bound;
      }
    };
  }
}
