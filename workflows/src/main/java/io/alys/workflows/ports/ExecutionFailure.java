package io.alys.workflows.ports;

import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Why an execution client did not answer a call; the kind decides what happens next. */
public final class ExecutionFailure extends RuntimeException {

  /** What went wrong. */
  public enum Kind {
    /** Refused connection, time-out, broken transport: the client may come back. */
    UNAVAILABLE,
    /** HTTP 401 or 403: the JWT secret is wrong or the clocks differ by over a minute. */
    UNAUTHORIZED,
    /** The client lacks the method, which is the message: too old. */
    METHOD_MISSING,
    /** A JSON-RPC error; {@link #rpcCode()} and the message are the client's. */
    REJECTED,
    /** An answer that does not follow the Engine API. */
    MALFORMED_ANSWER,
    /** A built payload holds what the block format can't carry: blobs or execution requests. */
    UNSUPPORTED_PAYLOAD,
    /** The block or some of its receipts are not there (yet). */
    RECEIPTS_MISSING
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final OptionalInt rpcCode;

  private ExecutionFailure(
      Kind kind, OptionalInt rpcCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.rpcCode = rpcCode;
  }

  /** A failure with a message for people. */
  public ExecutionFailure(Kind kind, String message) {
    this(kind, OptionalInt.empty(), message, null);
  }

  /** A failure with a message for people and its cause. */
  public ExecutionFailure(Kind kind, String message, Throwable cause) {
    this(kind, OptionalInt.empty(), message, cause);
  }

  /** A JSON-RPC error with the client's code and text. */
  public static ExecutionFailure rejected(int code, String message) {
    return new ExecutionFailure(Kind.REJECTED, OptionalInt.of(code), message, null);
  }

  /**
   * The failure that a stage of {@link ExecutionClient} ended with, without the wrapping of chained
   * stages.
   *
   * @throws IllegalStateException when it is anything else: a defect of the adapter
   */
  public static ExecutionFailure in(Throwable thrown) {
    var cause = thrown;
    while (cause instanceof CompletionException wrapped && wrapped.getCause() != null) {
      cause = wrapped.getCause();
    }
    if (cause instanceof ExecutionFailure failure) {
      return failure;
    }
    throw new IllegalStateException("the execution client failed unexpectedly", cause);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The client's JSON-RPC error code; there for {@link Kind#REJECTED} only. */
  public OptionalInt rpcCode() {
    return rpcCode;
  }
}
