package io.alys.workflows.ports;

/** Why an execution client did not answer a call; the kind decides what happens next. */
public final class ExecutionFailure extends RuntimeException {

  /** What went wrong. */
  public enum Kind {
    /** Refused connection, time-out, broken transport: the client may come back. */
    UNAVAILABLE,
    /** HTTP 401 or 403: the JWT secret is wrong or the clocks differ by over a minute. */
    UNAUTHORIZED,
    /** The client lacks the method: too old. */
    METHOD_MISSING,
    /** A JSON-RPC error. */
    REJECTED,
    /** An answer that does not follow the Engine API. */
    MALFORMED_ANSWER
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** A failure with a message for people. */
  public ExecutionFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** A failure with a message for people and its cause. */
  public ExecutionFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
