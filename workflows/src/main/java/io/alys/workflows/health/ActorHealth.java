package io.alys.workflows.health;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.Health.Degraded;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.Health.Unhealthy;
import io.alys.messages.actor.LifecycleState;
import java.util.ArrayList;
import java.util.List;

/** The health of one actor by itself, from what is known of it; all reasons are named. */
public final class ActorHealth {

  private final HealthLimits limits;
  private final ActorFacts facts;
  private final List<String> unhealthy = new ArrayList<>();
  private final List<String> degraded = new ArrayList<>();

  private ActorHealth(ActorFacts facts, HealthLimits limits) {
    this.limits = limits;
    this.facts = facts;
  }

  /** Its health, dependencies left out. */
  public static Health of(ActorFacts facts, HealthLimits limits) {
    var assessment = new ActorHealth(facts, limits);
    assessment.lifecycle();
    assessment.rounds();
    assessment.report();
    assessment.mailbox();
    assessment.crash();
    return assessment.health();
  }

  /** Whether it has been silent for so long that beginning it again would not help. */
  public static boolean isStuck(ActorFacts facts, HealthLimits limits) {
    return answers(facts.state()) && facts.missedRounds() >= limits.missesUntilStuck();
  }

  /** Whether an actor in this state is expected to answer; one that starts may still wait. */
  public static boolean answers(LifecycleState state) {
    return state == LifecycleState.RUNNING;
  }

  private void lifecycle() {
    var why = facts.stateReason().isEmpty() ? "" : ": " + facts.stateReason();
    switch (facts.state()) {
      case RUNNING -> {}
      case STARTING -> degraded.add("starting");
      case CRASHED, RESTARTING -> degraded.add("being begun again" + why);
      case BACKOFF -> unhealthy.add("waits for its next try" + why);
      case FAILED -> unhealthy.add("given up" + why);
      case STOPPING, STOPPED -> unhealthy.add("stopped" + why);
    }
  }

  private void rounds() {
    int missed = facts.missedRounds();
    if (missed == 0 || !answers(facts.state())) {
      return;
    }
    var text = "no answer in %d health round%s".formatted(missed, missed == 1 ? "" : "s");
    (missed >= limits.missesUntilUnhealthy() ? unhealthy : degraded).add(text);
  }

  private void report() {
    if (!facts.report().isEmpty()) {
      degraded.add(facts.report());
    }
  }

  private void mailbox() {
    long filled = 100L * facts.waiting();
    if (facts.capacity() > 0 && filled >= (long) limits.fullPercent() * facts.capacity()) {
      degraded.add("%d of %d messages wait".formatted(facts.waiting(), facts.capacity()));
    }
  }

  private void crash() {
    var crash = facts.lastCrash();
    if (crash != null && crash.ago().compareTo(limits.crashMemory()) < 0) {
      degraded.add("failed lately: " + crash.error());
    }
  }

  private Health health() {
    var reasons = new ArrayList<>(unhealthy);
    reasons.addAll(degraded);
    var text = String.join("; ", reasons);
    if (!unhealthy.isEmpty()) {
      return new Unhealthy(text);
    }
    return degraded.isEmpty() ? new Healthy() : new Degraded(text);
  }
}
