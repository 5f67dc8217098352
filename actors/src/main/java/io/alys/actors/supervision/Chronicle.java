package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.registry.ActorNotice;
import java.util.List;
import org.slf4j.Logger;

/** Tells the observers and the log what becomes of a supervisor's parts. */
record Chronicle(List<ActorRef<ActorNotice>> observers, Logger log) {

  Chronicle {
    observers = List.copyOf(observers);
  }

  void registered(Ward ward, List<String> dependencies) {
    tell(new ActorNotice.Registered(ward.path, ward.cell.kind().name(), dependencies));
  }

  void moved(Ward ward, LifecycleState to, String reason) {
    var from = ward.state;
    if (from == to) {
      return;
    }
    ward.state = to;
    ward.cell.moveTo(to);
    tell(new ActorNotice.Moved(ward.path, from, to, reason, ward.restarts(), ward.lastError));
  }

  /** One line for each restart; how it came to that is shown the first time. */
  void restarts(Ward ward, Report.Loss loss, int failures, String what) {
    if (failures == 1) {
      log.warn("{}: {}; {}", ward.path, loss.reason(), what, loss.cause());
    } else {
      log.warn("{}: {} (failure {} in short order); {}", ward.path, loss.reason(), failures, what);
    }
  }

  void givenUp(Ward ward, Report.Loss loss) {
    log.error("{} is given up: {}", ward.path, loss.reason(), loss.cause());
  }

  void degraded(Report.Loss loss) {
    log.error(
        "The node goes on without {}: {}. When the cause is mended, `alys actor restart {}` begins"
            + " it again",
        loss.path(),
        loss.reason(),
        loss.path());
  }

  void restored(Ward ward) {
    log.info("{} serves again", ward.path);
  }

  void failedWhileHalting(Ward ward, Throwable cause) {
    log.warn("{} failed while it was halted: {}", ward.path, describe(cause));
  }

  void standInFailed(Ward ward, Throwable cause) {
    log.error("The stand-in of {} failed; requests are refused instead", ward.path, cause);
  }

  void overdue(Ward ward, String what) {
    log.error("{} {}; the others go on without it", ward.path, what);
  }

  private void tell(ActorNotice notice) {
    observers.forEach(observer -> observer.tell(notice));
  }

  static String describe(Throwable cause) {
    var message = cause.getMessage();
    var name = cause.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + message;
  }
}
