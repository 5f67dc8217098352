package io.alys.actors.registry;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.bus.Events;
import io.alys.actors.runtime.Ping;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Health;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.events.NodeEvent.HealthChanged;
import io.alys.messages.registry.ActorNotice;
import io.alys.messages.registry.RegistryProtocol;
import io.alys.messages.registry.RegistryProtocol.Command;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows every actor: supervisors tell it who there is and how each moves on in its life, and it
 * asks each in rounds whether it still takes messages. It publishes the moves and the node's
 * health, and answers who asks about either.
 */
public final class RegistryActor extends AbstractOnMessageBehavior<ActorMessage> {

  /** The name under which the node's own health is published. */
  public static final String NODE = "node";

  /**
   * What it works with.
   *
   * @param roster its memory, which outlives its restarts
   */
  public record Means(
      RegistrySettings settings, ActorRoster roster, ActorProbe probe, InstantSource clock) {}

  private record RoundDue() implements ActorMessage {}

  private record RoundOver(long round) implements ActorMessage {}

  private record Settled() implements ActorMessage {}

  private record Heard(HealthChanged event) implements ActorMessage {}

  private final Means means;
  private final ActorRoster roster;
  private final Events events;
  private final TimerScheduler<ActorMessage> timers;
  private final Set<String> unanswered = new TreeSet<>();
  private long round;
  private boolean judged;
  private Health told = new Health.Healthy();
  private Map<String, String> toldFaults = Map.of();

  /** The registry; by {@code events} it publishes, and hears of components. */
  public static Behavior<Command> create(Means means, Events events) {
    return Behaviors.<ActorMessage>setup(
            context ->
                Behaviors.withTimers(timers -> new RegistryActor(context, timers, means, events)))
        .narrow();
  }

  private RegistryActor(
      ActorContext<ActorMessage> context,
      TimerScheduler<ActorMessage> timers,
      Means means,
      Events events) {
    super(context);
    this.means = means;
    this.roster = means.roster();
    this.events = events;
    this.timers = timers;
    events.subscribe(HealthChanged.class, context.messageAdapter(HealthChanged.class, Heard::new));
    timers.startTimerWithFixedDelay(new RoundDue(), means.settings().interval());
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case Ping.Pong pong -> onPong(pong);
      case Heard(var event) -> onHealthChanged(event);
      case RoundDue _ -> onRoundDue();
      case RoundOver(long over) -> onRoundOver(over);
      case Settled _ -> judge();
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  private void onCommand(Command command) {
    switch (command) {
      case ActorNotice.Registered registered -> onRegistered(registered);
      case ActorNotice.Moved moved -> onMoved(moved);
      case RegistryProtocol.ListActors(var replyTo) -> {
        judge();
        replyTo.tell(
            new RegistryProtocol.Actors(
                roster.health(), roster.stuck(means.clock().instant()), roster.entries()));
      }
      case RegistryProtocol.ListMoves(int atMost, var replyTo) ->
          replyTo.tell(new RegistryProtocol.Moves(roster.moves(atMost)));
      case RegistryProtocol.AssessReadiness(var role, var replyTo) -> {
        judge();
        replyTo.tell(
            new RegistryProtocol.Readiness(role, roster.checks(role, means.clock().instant())));
      }
    }
  }

  private void onRegistered(ActorNotice.Registered registered) {
    roster
        .register(registered)
        .ifPresent(fault -> getContext().getLog().error("{}: {}", registered.path(), fault));
    judgeSoon();
  }

  private void onMoved(ActorNotice.Moved moved) {
    var actor = roster.move(moved, means.clock().instant());
    if (actor == null) {
      getContext().getLog().warn("{} moved, but was never registered", moved.path());
      return;
    }
    unanswered.remove(moved.path());
    events.publish(
        new NodeEvent.ActorLifecycleChanged(
            moved.path(), actor.kind(), moved.from(), moved.to(), moved.reason()));
    judgeSoon();
  }

  private void onHealthChanged(HealthChanged event) {
    if (!event.component().equals(NODE)) {
      roster.report(event.component(), event.reason());
      judgeSoon();
    }
  }

  private void onRoundDue() {
    round++;
    unanswered.clear();
    roster.adopt(means.probe().fixtures());
    var silent = means.settings().limits().missesUntilStuck();
    for (var path : roster.answering()) {
      unanswered.add(path);
      var actor = roster.actor(path);
      // Whoever is stuck is asked now and then only, so that pings don't fill its mailbox.
      if (actor == null || actor.missedRounds() < silent || actor.missedRounds() % silent == 0) {
        means.probe().ping(path, new Ping(round, getContext().getSelf().narrow()));
      }
    }
    timers.startSingleTimer(new RoundOver(round), means.settings().deadline());
  }

  private void onPong(Ping.Pong pong) {
    var actor = roster.actor(pong.path());
    if (actor == null) {
      return;
    }
    if (pong.round() == round && unanswered.remove(pong.path())) {
      actor.answered();
    } else {
      actor.answeredLate();
    }
  }

  private void onRoundOver(long over) {
    if (over == round) {
      for (var path : unanswered) {
        var actor = roster.actor(path);
        if (actor != null) {
          actor.missed();
        }
      }
      unanswered.clear();
      judge();
    }
  }

  private void judgeSoon() {
    if (!timers.isTimerActive(new Settled())) {
      timers.startSingleTimer(new Settled(), means.settings().settle());
    }
  }

  private void judge() {
    roster.judge(means.probe(), means.clock().instant());
    var health = roster.health();
    if (roster.isStopping()) {
      return;
    }
    if (!judged && roster.isStarting() && !(health instanceof Health.Unhealthy)) {
      return;
    }
    judged = true;
    var faults = roster.faults();
    if (health.getClass() != told.getClass() || !faults.equals(toldFaults)) {
      told = health;
      toldFaults = faults;
      events.publish(new HealthChanged(NODE, reason(health)));
    }
  }

  private static String reason(Health health) {
    return switch (health) {
      case Health.Healthy() -> "";
      case Health.Degraded(var reason) -> reason;
      case Health.Unhealthy(var reason) -> "unhealthy: " + reason;
    };
  }
}
