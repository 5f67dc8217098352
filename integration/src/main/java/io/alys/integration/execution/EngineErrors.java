package io.alys.integration.execution;

import io.alys.integration.execution.EngineExchange.AnswerTooLarge;
import io.alys.integration.execution.EngineExchange.RefusedStatus;
import io.alys.messages.execution.EngineRefusal.RpcError;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.Response;
import tools.jackson.core.JacksonException;

/** The one table from what may go wrong with a call to the port's failures. */
final class EngineErrors {

  /** JSON-RPC 2.0: the method does not exist. */
  private static final int METHOD_NOT_FOUND = -32601;

  /** "Unknown payload" in early drafts of the Engine API, and in ethereumjs still. */
  private static final int EARLY_UNKNOWN_PAYLOAD = -32001;

  private EngineErrors() {}

  /** The transport or the JSON parser gave up. */
  static ExecutionFailure of(String method, Duration timeout, Exception thrown) {
    for (var cause = (Throwable) thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return ofTransport(method, timeout, io);
      }
    }
    if (thrown instanceof JacksonException json) {
      return malformed(method, "is no JSON-RPC answer (" + json.getOriginalMessage() + ")");
    }
    throw new IllegalStateException(method + " failed unexpectedly", thrown);
  }

  private static ExecutionFailure ofTransport(String method, Duration timeout, IOException io) {
    return switch (io) {
      case RefusedStatus refused -> ofStatus(refused);
      case AnswerTooLarge large -> malformed(method, "got an " + large.getMessage());
      case InterruptedIOException _ ->
          new ExecutionFailure(
              Kind.UNAVAILABLE, "no answer to " + method + " within " + millis(timeout), io);
      default ->
          new ExecutionFailure(
              Kind.UNAVAILABLE, AnswerText.shorten(String.valueOf(io.getMessage())), io);
    };
  }

  private static ExecutionFailure ofStatus(RefusedStatus refused) {
    var kind =
        switch (refused.status()) {
          case 401, 403 -> Kind.UNAUTHORIZED;
          case 408, 429 -> Kind.UNAVAILABLE;
          default -> refused.status() >= 500 ? Kind.UNAVAILABLE : Kind.MALFORMED_ANSWER;
        };
    return new ExecutionFailure(kind, String.valueOf(refused.getMessage()), refused);
  }

  /** The client answered with a JSON-RPC error; Engine API codes are kept as they are. */
  static ExecutionFailure ofRpc(String method, Response.Error error) {
    if (error.getCode() == METHOD_NOT_FOUND) {
      return new ExecutionFailure(Kind.METHOD_MISSING, method);
    }
    int code =
        error.getCode() == EARLY_UNKNOWN_PAYLOAD && method.startsWith("engine_getPayload")
            ? RpcError.UNKNOWN_PAYLOAD
            : error.getCode();
    var message = error.getMessage() == null ? "no message" : error.getMessage();
    var detail = detail(error.getData());
    return ExecutionFailure.rejected(code, AnswerText.shorten(message + detail));
  }

  private static String detail(@Nullable String json) {
    return json == null || json.equals("null") ? "" : " " + json;
  }

  /** The answer does not follow the Engine API. */
  static ExecutionFailure malformed(String method, String problem) {
    return new ExecutionFailure(Kind.MALFORMED_ANSWER, method + " " + AnswerText.shorten(problem));
  }

  private static String millis(Duration timeout) {
    return timeout.toMillis() + " ms";
  }
}
