package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.EngineProtocol.Failure;
import io.alys.messages.chain.EngineProtocol.Refused;
import io.alys.messages.chain.EngineProtocol.Unavailable;
import io.alys.messages.execution.EngineOutage;
import io.alys.messages.execution.EngineRefusal;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The whole table of failures. */
class EngineFailureTableTest {

  private static final Duration LATER = Duration.ofSeconds(1);

  @Test
  void whatTimeMayHealIsUnavailable() {
    assertThat(answer(Kind.UNAVAILABLE)).isEqualTo(unavailable(EngineOutage.UNREACHABLE));
    assertThat(answer(Kind.UNAUTHORIZED)).isEqualTo(unavailable(EngineOutage.UNAUTHORIZED));
    assertThat(answer(Kind.MALFORMED_ANSWER)).isEqualTo(unavailable(EngineOutage.MALFORMED_ANSWER));
  }

  @Test
  void whatTheClientOrTheAdapterRefusesIsRefused() {
    assertThat(answer(Kind.METHOD_MISSING)).isEqualTo(new Refused(missing()));
    assertThat(answer(Kind.UNSUPPORTED_PAYLOAD))
        .isEqualTo(new Refused(new EngineRefusal.UnsupportedPayload("text")));
    assertThat(answer(Kind.RECEIPTS_MISSING))
        .isEqualTo(new Refused(new EngineRefusal.ReceiptsMissing("text")));
    assertThat(EngineFailureTable.answer(ExecutionFailure.rejected(-38002, "no"), LATER))
        .isEqualTo(new Refused(new EngineRefusal.RpcError(-38002, "no")));
  }

  private static EngineRefusal missing() {
    return new EngineRefusal.MethodMissing("text");
  }

  private static Unavailable unavailable(EngineOutage outage) {
    return new Unavailable(outage, "text", LATER);
  }

  private static Failure answer(Kind kind) {
    return EngineFailureTable.answer(new ExecutionFailure(kind, "text"), LATER);
  }
}
