package io.alys.messages.execution;

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
  STOPPING
}
