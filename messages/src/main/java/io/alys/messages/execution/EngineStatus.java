package io.alys.messages.execution;

/** How the node's connection to its execution client stands. */
public sealed interface EngineStatus {

  /** No call has been answered yet. */
  record Connecting() implements EngineStatus {}

  /** The last call was answered and the breaker is closed. */
  record Connected() implements EngineStatus {}

  /** Calls fail; {@code detail} is for people. */
  record Degraded(EngineOutage reason, String detail, Breaker breaker) implements EngineStatus {}

  /** Phase of the circuit breaker before the client. */
  enum Breaker {
    /** Calls go through. */
    CLOSED,
    /** Calls are refused at once; a cheap probe runs each second. */
    OPEN,
    /** Calls go through on trial; the first failure opens the breaker again. */
    HALF_OPEN
  }
}
