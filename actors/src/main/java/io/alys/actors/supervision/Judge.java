package io.alys.actors.supervision;

import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.ControlMessage;
import io.alys.actors.supervision.Ward.Standing;
import io.alys.messages.actor.LifecycleState;
import io.alys.workflows.supervision.Decision.GiveUp;
import io.alys.workflows.supervision.Decision.Restart;
import io.alys.workflows.supervision.Decision.Scope;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what is to become of a part that has failed, by its ledger; others see to it. */
final class Judge {

  private final ActorRuntime runtime;
  private final TimerScheduler<ControlMessage> timers;
  private final Chronicle chronicle;
  private final Formation formation;
  private final Shell.@Nullable Superior superior;

  Judge(
      ActorRuntime runtime,
      TimerScheduler<ControlMessage> timers,
      Chronicle chronicle,
      Formation formation,
      Shell.@Nullable Superior superior) {
    this.runtime = runtime;
    this.timers = timers;
    this.chronicle = chronicle;
    this.formation = formation;
    this.superior = superior;
  }

  /** A part has failed, or what is in it is beyond its remedies. */
  void onFailure(Ward ward, Report.Loss loss) {
    var verdict = ward.ledger.onFailure(runtime.clock().nanos(), runtime.entropy());
    ward.ledger = verdict.ledger();
    switch (verdict.decision()) {
      case Restart(Scope scope, Duration delay, int failures) when delay.isZero() ->
          restart(ward, loss, scope, failures);
      case Restart(Scope _, Duration delay, int failures) -> delay(ward, loss, delay, failures);
      case GiveUp(String reason, boolean restartsMayHelp) -> {
        var known = new Report.Loss(loss.path(), loss.reason() + "; " + reason, loss.cause());
        if (ward.part instanceof Subtree) {
          escalate(known, restartsMayHelp); // the subtree's other parts go on
        } else {
          giveUp(ward, known, restartsMayHelp);
        }
      }
    }
  }

  private void restart(Ward failed, Report.Loss loss, Scope scope, int failures) {
    var affected =
        switch (scope) {
          case SELF -> List.of(failed);
          case REST -> formation.from(failed);
          case ALL -> formation.wards();
        };
    var serving = affected.stream().filter(Ward::isInService).toList();
    for (var ward : serving) {
      if (scope == Scope.SELF) {
        ward.planRestart(loss.reason());
      } else {
        ward.planRestartInOrder(loss.path() + ": " + loss.reason());
      }
      chronicle.moved(ward, LifecycleState.RESTARTING, ward.reason);
    }
    failed.tellNote();
    failed.note =
        () -> chronicle.restarts(failed, loss, failures, "begun again at once: " + serving);
  }

  private void delay(Ward ward, Report.Loss loss, Duration delay, int failures) {
    ward.planRestart(loss.reason());
    ward.standing = Standing.DELAYED;
    ward.inOrder = false;
    ward.whenDown = Refusals.delayed(ward.path, ward.part.strategy(), loss.reason(), delay);
    ward.whenHalted = ward.whenDown;
    timers.startSingleTimer(new Charge.Due(ward.slot), new Charge.Due(ward.slot), delay);
    chronicle.moved(ward, LifecycleState.BACKOFF, loss.reason());
    chronicle.restarts(ward, loss, failures, "begun again in " + delay);
  }

  /** Leaves a part out of service, for its stand-in or refusing. */
  void giveUp(Ward ward, Report.Loss loss, boolean restartsMayHelp) {
    ward.standing = Standing.GIVEN_UP;
    ward.missed = true;
    ward.beyondRestarts = !restartsMayHelp;
    ward.toBegin = false;
    ward.inOrder = false;
    ward.whenDown = Refusals.failed(ward.path, loss.reason());
    chronicle.moved(ward, LifecycleState.FAILED, loss.reason());
    chronicle.givenUp(ward, loss);
    escalate(loss, restartsMayHelp);
  }

  /** Tells the supervisor above; at the top, the node goes on without it. */
  void escalate(Report.Loss loss, boolean restartsMayHelp) {
    if (superior == null) {
      chronicle.degraded(loss);
    } else {
      superior.supervisor().tell(new Report.Escalated(superior.slot(), loss, restartsMayHelp));
    }
  }
}
