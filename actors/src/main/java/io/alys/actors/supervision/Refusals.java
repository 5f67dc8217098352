package io.alys.actors.supervision;

import io.alys.messages.actor.Unavailable;
import io.alys.messages.actor.Unavailable.Code;
import io.alys.workflows.supervision.SupervisionStrategy;
import io.alys.workflows.supervision.SupervisionStrategy.CircuitBreaker;
import java.time.Duration;

/** What requests are refused with by an actor that is out of service, in whichever way. */
final class Refusals {

  /** An operator has to act; there is no use in asking more often. */
  private static final Duration WITHOUT_END = Duration.ofMinutes(1);

  private Refusals() {}

  static Unavailable restarting(String path) {
    return new Unavailable(Code.RESTARTING, path + " is being begun again", Duration.ZERO);
  }

  static Unavailable delayed(
      String path, SupervisionStrategy strategy, String reason, Duration delay) {
    var code = strategy instanceof CircuitBreaker ? Code.CIRCUIT_OPEN : Code.RESTARTING;
    return new Unavailable(code, path + " waits after failures: " + reason, delay);
  }

  static Unavailable failed(String path, String reason) {
    return new Unavailable(Code.FAILED, path + " is given up: " + reason, WITHOUT_END);
  }

  static Unavailable stopping(String path) {
    return new Unavailable(Code.STOPPING, path + " stops", WITHOUT_END);
  }
}
