package io.alys.workflows.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.Health.Degraded;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.Health.Unhealthy;
import io.alys.messages.actor.LifecycleState;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActorHealthTest {

  private static final HealthLimits LIMITS = HealthLimits.DEFAULT;

  @Test
  void anActorThatRunsAndAnswersIsHealthy() {
    assertThat(of(new Sample())).isEqualTo(new Healthy());
  }

  @ParameterizedTest
  @EnumSource
  void onlyARunningActorIsHealthy(LifecycleState state) {
    var health = of(new Sample().in(state, "the disk is full"));

    switch (state) {
      case RUNNING -> assertThat(health).isEqualTo(new Healthy());
      case STARTING -> assertThat(health).isEqualTo(new Degraded("starting"));
      case CRASHED, RESTARTING ->
          assertThat(health).isEqualTo(new Degraded("being begun again: the disk is full"));
      case BACKOFF, FAILED, STOPPING, STOPPED ->
          assertThat(health)
              .isInstanceOfSatisfying(
                  Unhealthy.class, is -> assertThat(is.reason()).contains("the disk is full"));
    }
  }

  @Test
  void oneMissedRoundIsForgivenSoonTwoAreNot() {
    assertThat(of(new Sample().missed(1))).isEqualTo(new Degraded("no answer in 1 health round"));
    assertThat(of(new Sample().missed(2))).isEqualTo(new Unhealthy("no answer in 2 health rounds"));
  }

  @Test
  void whoIsNotExpectedToAnswerMissesNothing() {
    var waiting = new Sample().in(LifecycleState.BACKOFF, "").missed(9);

    assertThat(of(waiting)).isEqualTo(new Unhealthy("waits for its next try"));
    assertThat(ActorHealth.isStuck(waiting.missed(99).facts(), LIMITS)).isFalse();
    var starting = new Sample().in(LifecycleState.STARTING, "").missed(99);
    assertThat(of(starting)).isEqualTo(new Degraded("starting"));
  }

  @Test
  void aLongSilenceIsBeingStuck() {
    assertThat(ActorHealth.isStuck(new Sample().missed(11).facts(), LIMITS)).isFalse();
    assertThat(ActorHealth.isStuck(new Sample().missed(12).facts(), LIMITS)).isTrue();
  }

  @Test
  void aMailboxCountsAsFullFromItsShareOn() {
    assertThat(of(new Sample().waiting(799, 1000))).isEqualTo(new Healthy());
    assertThat(of(new Sample().waiting(800, 1000)))
        .isEqualTo(new Degraded("800 of 1000 messages wait"));
  }

  @Test
  void aCrashIsRememberedForAMinute() {
    assertThat(of(new Sample().crashed(Duration.ofSeconds(59))))
        .isEqualTo(new Degraded("failed lately: boom"));
    assertThat(of(new Sample().crashed(Duration.ofSeconds(60)))).isEqualTo(new Healthy());
  }

  @Test
  void whatTheComponentSaysIsItsReason() {
    assertThat(of(new Sample().report("the client is syncing")))
        .isEqualTo(new Degraded("the client is syncing"));
  }

  @Test
  void allReasonsAreNamedTheWorstFirst() {
    var sample = new Sample().missed(3).report("slow disk").waiting(10, 10);

    assertThat(of(sample))
        .isEqualTo(
            new Unhealthy("no answer in 3 health rounds; slow disk; 10 of 10 messages wait"));
  }

  @Test
  void moreFaultsNeverMakeAnActorHealthier() {
    var random = new SplittableRandom(4);
    var states = List.of(LifecycleState.values());
    for (int i = 0; i < 5_000; i++) {
      var state = states.get(random.nextInt(states.size()));
      var base =
          new Sample()
              .in(state, "")
              .missed(random.nextInt(4))
              .waiting(random.nextInt(1001), 1000)
              .report(random.nextBoolean() ? "" : "x");
      var worse =
          switch (random.nextInt(4)) {
            case 0 -> base.missed(base.facts().missedRounds() + 1);
            case 1 -> base.waiting(1000, 1000);
            case 2 -> base.report("y");
            default -> base.crashed(Duration.ZERO);
          };

      assertThat(rank(of(worse))).isGreaterThanOrEqualTo(rank(of(base)));
    }
  }

  private static Health of(Sample sample) {
    return ActorHealth.of(sample.facts(), LIMITS);
  }

  private static int rank(Health health) {
    return switch (health) {
      case Healthy _ -> 0;
      case Degraded _ -> 1;
      case Unhealthy _ -> 2;
    };
  }
}
