package io.alys.node.rpc;

import static io.alys.node.rpc.MalformedRequests.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.http.JsonLimits;
import io.alys.node.http.JsonValue;
import io.alys.node.http.StrictJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What no honest method brings about: faults, and answers that are too large together. */
final class RpcDispatcherTest {
  private static final int LARGE = 1 << 20;

  private final RpcDispatcher dispatcher =
      new RpcDispatcher(
          RpcFixture.settings(Dialect.POOL),
          List.of(
              RpcMethod.of("fail", "", Schemas.TEXT, (_, _) -> fail()),
              RpcMethod.of(
                  "large", "", Schemas.TEXT, (_, _) -> new RpcReply.Result("x".repeat(LARGE)))),
          new MeterRpcMetrics(new SimpleMeterRegistry()));

  @Test
  void aFaultIsOneAnswerWithoutItsDetails() {
    var answer = answer(call("fail", "[]"));

    assertThat(answer.httpStatus()).isEqualTo(200);
    assertThat(text(answer))
        .isEqualTo(
            "{\"result\":null,\"error\":{\"code\":-32603,\"message\":\"Internal"
                + " error\"},\"id\":1}");
  }

  @Test
  void aBatchIsCutOffWhenItsAnswersAreTooLarge() {
    var batch = "[" + (call("large", "[]") + ",").repeat(99) + "{\"jsonrpc\":\"2.0\"}]";

    var answers = (JsonValue.Array) json(answer(batch));

    assertThat(answers.items()).hasSize(100);
    assertThat(answers.items().subList(0, 32)).allMatch(item -> code(item) == 0);
    assertThat(answers.items().subList(34, 100)).allMatch(item -> code(item) == -32005);
  }

  @Test
  void aBatchThatItsAddressMayNotSendIsRefused() {
    var batch = "[" + call("large", "[]") + "," + call("large", "[]") + "]";

    var answer = dispatcher.answer(bytes(batch), more -> more < 1);

    assertThat(answer.httpStatus()).isEqualTo(429);
  }

  private RpcDispatcher.Answer answer(String body) {
    return dispatcher.answer(bytes(body), _ -> true);
  }

  private static int code(JsonValue answer) {
    return answer instanceof JsonValue.Struct struct
            && struct.get("error") instanceof JsonValue.Struct error
            && error.get("code") instanceof JsonValue.Numeral(var literal)
        ? Integer.parseInt(literal)
        : 0;
  }

  private static JsonValue json(RpcDispatcher.Answer answer) {
    var outcome = new StrictJson(JsonLimits.ANSWER).parse(Objects.requireNonNull(answer.body()));
    return ((StrictJson.Parsed) outcome).value();
  }

  private static String text(RpcDispatcher.Answer answer) {
    return StandardCharsets.UTF_8.decode(Objects.requireNonNull(answer.body())).toString();
  }

  private static ByteBuffer bytes(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  private static RpcReply fail() {
    throw new IllegalStateException("a fault that the test makes");
  }
}
