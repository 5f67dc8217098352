package io.alys.actors.chain;

import io.alys.messages.chain.EngineProtocol.Failure;
import io.alys.messages.chain.EngineProtocol.Refused;
import io.alys.messages.chain.EngineProtocol.Unavailable;
import io.alys.messages.execution.EngineOutage;
import io.alys.messages.execution.EngineRefusal;
import io.alys.messages.execution.EngineRefusal.MethodMissing;
import io.alys.messages.execution.EngineRefusal.ReceiptsMissing;
import io.alys.messages.execution.EngineRefusal.RpcError;
import io.alys.messages.execution.EngineRefusal.UnsupportedPayload;
import io.alys.workflows.ports.ExecutionFailure;
import java.time.Duration;

/** What each failure of the execution client means to who asked, and to the breaker. */
final class EngineFailureTable {

  private EngineFailureTable() {}

  /** The answer to the sender of the request. */
  static Failure answer(ExecutionFailure failure, Duration retryAfter) {
    return switch (failure.kind()) {
      case UNAVAILABLE -> unavailable(EngineOutage.UNREACHABLE, failure, retryAfter);
      case UNAUTHORIZED -> unavailable(EngineOutage.UNAUTHORIZED, failure, retryAfter);
      case MALFORMED_ANSWER -> unavailable(EngineOutage.MALFORMED_ANSWER, failure, retryAfter);
      case METHOD_MISSING -> refused(new MethodMissing(text(failure)));
      case REJECTED -> refused(new RpcError(failure.rpcCode().orElse(0), text(failure)));
      case UNSUPPORTED_PAYLOAD -> refused(new UnsupportedPayload(text(failure)));
      case RECEIPTS_MISSING -> refused(new ReceiptsMissing(text(failure)));
    };
  }

  private static Failure unavailable(
      EngineOutage outage, ExecutionFailure failure, Duration retryAfter) {
    return new Unavailable(outage, text(failure), retryAfter);
  }

  private static Failure refused(EngineRefusal refusal) {
    return new Refused(refusal);
  }

  private static String text(ExecutionFailure failure) {
    return String.valueOf(failure.getMessage());
  }
}
