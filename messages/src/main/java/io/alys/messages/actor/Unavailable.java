package io.alys.messages.actor;

import java.time.Duration;
import java.util.Locale;

/**
 * Why a request gets no answer of substance now.
 *
 * @param code stable, for programs
 * @param reason for people: which actor, and what happened
 * @param retryAfter when another try makes sense; zero: at once
 */
public record Unavailable(Code code, String reason, Duration retryAfter) {

  /** The kinds of refusal that the actor system itself makes. */
  public enum Code {
    /** The actor died with the request in hand; whether the request took effect is unknown. */
    CRASHED,
    /** The actor is being restarted. */
    RESTARTING,
    /** The actor's circuit breaker is open. */
    CIRCUIT_OPEN,
    /** The actor has failed too often; an operator has to order a retry. */
    FAILED,
    /** The node or this part of it stops. */
    STOPPING,
    /** The mailbox is full. */
    OVERLOADED,
    /** Too many of the actor's operations are under way. */
    BUSY,
    /** The deadline had passed before the actor came to it. */
    EXPIRED,
    /** No answer came in time; whether the request took effect is unknown. */
    TIMED_OUT
  }

  /** The code as it is written in logs and answers, such as {@code circuit-open}. */
  public String id() {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Code and reason in one line, for refusals that carry a text alone. */
  public String text() {
    return id() + ": " + reason;
  }
}
