package io.alys.workflows.health;

import io.alys.messages.actor.LifecycleState;
import io.alys.workflows.health.ActorFacts.Crash;
import java.time.Duration;

/** The facts of an actor that runs, changed one at a time. */
record Sample(ActorFacts facts) {

  Sample() {
    this("chain");
  }

  Sample(String kind) {
    this(new ActorFacts("/" + kind, kind, LifecycleState.RUNNING, "", 0, 0, 1000, "", null));
  }

  Sample in(LifecycleState state, String reason) {
    return new Sample(
        new ActorFacts(
            facts.path(),
            facts.kind(),
            state,
            reason,
            facts.missedRounds(),
            facts.waiting(),
            facts.capacity(),
            facts.report(),
            facts.lastCrash()));
  }

  Sample missed(int rounds) {
    return new Sample(
        new ActorFacts(
            facts.path(),
            facts.kind(),
            facts.state(),
            facts.stateReason(),
            rounds,
            facts.waiting(),
            facts.capacity(),
            facts.report(),
            facts.lastCrash()));
  }

  Sample waiting(int waiting, int capacity) {
    return new Sample(
        new ActorFacts(
            facts.path(),
            facts.kind(),
            facts.state(),
            facts.stateReason(),
            facts.missedRounds(),
            waiting,
            capacity,
            facts.report(),
            facts.lastCrash()));
  }

  Sample report(String report) {
    return new Sample(
        new ActorFacts(
            facts.path(),
            facts.kind(),
            facts.state(),
            facts.stateReason(),
            facts.missedRounds(),
            facts.waiting(),
            facts.capacity(),
            report,
            facts.lastCrash()));
  }

  Sample crashed(Duration ago) {
    return new Sample(
        new ActorFacts(
            facts.path(),
            facts.kind(),
            facts.state(),
            facts.stateReason(),
            facts.missedRounds(),
            facts.waiting(),
            facts.capacity(),
            facts.report(),
            new Crash("boom", ago)));
  }
}
