package io.alys.messages.execution;

import io.alys.messages.actor.Unavailable;

/** Why a call brought no answer although nothing is wrong with the request; a retry may help. */
public enum EngineOutage {
  /** Refused connection, time-out or broken transport. */
  UNREACHABLE,
  /** The client does not accept the JWT: wrong secret, or clocks over a minute apart. */
  UNAUTHORIZED,
  /** The answer does not follow the Engine API. */
  MALFORMED_ANSWER,
  /** The request waited, or its call ran, for longer than the configured deadline. */
  DEADLINE_PASSED,
  /** The circuit breaker is open: too many calls failed lately. */
  BREAKER_OPEN,
  /** More requests wait than {@code max-pending-calls}. */
  QUEUE_FULL,
  /** The node shuts the connection down. */
  STOPPING,
  /** The part of the node that keeps the connection is out of service for now. */
  OUT_OF_SERVICE;

  /** The same in the words of the engine's protocol. */
  public static EngineOutage of(Unavailable.Code code) {
    return switch (code) {
      case CIRCUIT_OPEN -> BREAKER_OPEN;
      case OVERLOADED, BUSY -> QUEUE_FULL;
      case EXPIRED, TIMED_OUT -> DEADLINE_PASSED;
      case STOPPING -> STOPPING;
      case CRASHED, RESTARTING, FAILED -> OUT_OF_SERVICE;
    };
  }
}
