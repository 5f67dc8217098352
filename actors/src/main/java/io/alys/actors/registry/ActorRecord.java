package io.alys.actors.registry;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.registry.ActorEntry;
import io.alys.messages.registry.ActorEntry.Failure;
import io.alys.messages.registry.ActorNotice.Moved;
import io.alys.messages.registry.ActorNotice.Registered;
import io.alys.workflows.health.ActorFacts;
import io.alys.workflows.health.ActorHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the registry remembers of one actor. */
final class ActorRecord {

  private final String path;
  private final String kind;
  private final List<String> dependencies;
  private LifecycleState state = LifecycleState.STARTING;
  private String stateReason = "";
  private long restarts;
  private @Nullable Failure lastFailure;
  private int missedRounds;
  private ActorProbe.Fill fill = ActorProbe.Fill.NONE;
  private Health own = new Healthy();
  private Health health = new Healthy();

  ActorRecord(Registered registered, List<String> dependencies) {
    this.path = registered.path();
    this.kind = registered.kind();
    this.dependencies = dependencies;
  }

  /** One beside the tree, of which nobody tells how it moves on. */
  static ActorRecord fixture(String path, String kind) {
    var actor = new ActorRecord(new Registered(path, kind, List.of()), List.of());
    actor.state = LifecycleState.RUNNING;
    return actor;
  }

  /** It is no longer there. */
  void end() {
    state = LifecycleState.FAILED;
    stateReason = "it has ended and nothing begins it again; start the node again";
  }

  String kind() {
    return kind;
  }

  LifecycleState state() {
    return state;
  }

  boolean answers() {
    return ActorHealth.answers(state);
  }

  boolean startsFirst() {
    return state == LifecycleState.STARTING && restarts == 0;
  }

  boolean stops() {
    return state == LifecycleState.STOPPING || state == LifecycleState.STOPPED;
  }

  int missedRounds() {
    return missedRounds;
  }

  void move(Moved moved, Instant now) {
    state = moved.to();
    stateReason = moved.reason();
    restarts = moved.restarts();
    missedRounds = 0;
    var error = moved.lastError();
    if (error != null) {
      lastFailure = new Failure(error, now);
    }
  }

  void answered() {
    missedRounds = 0;
  }

  /** It is slow, but not stuck. */
  void answeredLate() {
    missedRounds = Math.min(missedRounds, 1);
  }

  void missed() {
    missedRounds++;
  }

  void filled(ActorProbe.Fill now) {
    fill = now;
  }

  ActorFacts facts(String report, Instant now) {
    var failure = lastFailure;
    var crash =
        failure == null
            ? null
            : new ActorFacts.Crash(failure.error(), Duration.between(failure.at(), now).abs());
    return new ActorFacts(
        path,
        kind,
        state,
        stateReason,
        missedRounds,
        fill.waiting(),
        fill.capacity(),
        report,
        crash);
  }

  /** By itself, and with those that it depends on. */
  void judged(Health own, Health health) {
    this.own = own;
    this.health = health;
  }

  Health own() {
    return own;
  }

  ActorEntry entry() {
    return new ActorEntry(
        path,
        kind,
        dependencies,
        state,
        restarts,
        lastFailure,
        health,
        fill.waiting(),
        fill.capacity());
  }
}
