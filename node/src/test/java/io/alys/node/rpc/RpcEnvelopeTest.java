package io.alys.node.rpc;

import static io.alys.node.rpc.MalformedRequests.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.http.JsonValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON-RPC 1.0, 1.1 and 2.0 envelopes, ids, notifications and batches. */
final class RpcEnvelopeTest {
  private static RpcFixture pool;
  private static RpcFixture v1;

  @BeforeAll
  static void start() {
    pool = new RpcFixture(RpcFixture.settings(Dialect.POOL));
    v1 = new RpcFixture(RpcFixture.settings(Dialect.V1));
  }

  @AfterAll
  static void stop() {
    pool.close();
    v1.close();
  }

  @Test
  void withoutVersionTheAnswerHasTheThreeKeys() {
    var good = pool.post(call("getblockcount", "[]"));
    var bad = pool.post(call("nonsense", "[]"));

    assertThat(good.body()).isEqualTo("{\"result\":5,\"error\":null,\"id\":1}");
    assertThat(bad.object().members().keySet()).containsExactly("result", "error", "id");
    assertThat(bad.result()).isEqualTo(new JsonValue.Null());
  }

  @Test
  void version2HasEitherResultOrError() {
    var good = pool.post("{\"jsonrpc\":\"2.0\",\"method\":\"getblockcount\",\"id\":\"a\"}");
    var bad = pool.post("{\"jsonrpc\":\"2.0\",\"method\":\"nonsense\",\"id\":\"a\"}");

    assertThat(good.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":5,\"id\":\"a\"}");
    assertThat(bad.object().members().keySet()).containsExactly("jsonrpc", "error", "id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.1"})
  void oldVersionsHaveTheThreeKeys(String version) {
    var answer =
        pool.post(
            "{\"jsonrpc\":\""
                + version
                + "\",\"method\":\"getblockcount\",\"params\":[],\"id\":1}");

    assertThat(answer.object().members().keySet()).containsExactly("result", "error", "id");
  }

  @Test
  void anUnknownVersionIsRefusedExceptByV1WhichNeverLooks() {
    var request = "{\"jsonrpc\":\"3.0\",\"method\":\"getblockcount\",\"params\":[],\"id\":1}";
    var number = "{\"jsonrpc\":2.0,\"method\":\"getblockcount\",\"params\":[],\"id\":1}";

    assertThat(pool.post(request).code()).isEqualTo(-32600);
    assertThat(pool.post(number).code()).isEqualTo(-32600);
    assertThat(v1.post(request).code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "0",
        "-1",
        "1.50",
        "1e400",
        "123456789012345678901234567890",
        "\"\"",
        "\"x\u00e4\u20ac\"",
        "\"\ud83d\ude00\""
      })
  void idsComeBackAsTheyWere(String id) {
    var answer = pool.post("{\"method\":\"getblockcount\",\"params\":[],\"id\":" + id + "}");

    assertThat(answer.body()).isEqualTo("{\"result\":5,\"error\":null,\"id\":" + id + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "[1]", "{\"a\":1}"})
  void otherIdsAreRefusedExceptByV1(String id) {
    var request = "{\"method\":\"getblockcount\",\"params\":[],\"id\":" + id + "}";

    assertThat(pool.post(request).code()).isEqualTo(-32600);
    assertThat(pool.post(request).object().get("id")).isEqualTo(new JsonValue.Null());
    assertThat(v1.post(request).body()).endsWith("\"id\":" + id + "}");
  }

  @Test
  void aNotificationGetsNoAnswer() {
    var good = pool.post("{\"jsonrpc\":\"2.0\",\"method\":\"getblockcount\"}");
    var bad = pool.post("{\"jsonrpc\":\"2.0\",\"method\":\"nonsense\"}");

    assertThat(good.status()).isEqualTo(204);
    assertThat(good.body()).isEmpty();
    assertThat(bad.status()).isEqualTo(204);
  }

  @Test
  void withoutVersionAndIdTheIdIsNull() {
    assertThat(pool.post("{\"method\":\"getblockcount\"}").body())
        .isEqualTo("{\"result\":5,\"error\":null,\"id\":null}");
  }

  @Test
  void v1NeedsIdAndParams() {
    assertThat(v1.post("{\"method\":\"getblockcount\",\"params\":[]}").code()).isEqualTo(-32600);
    assertThat(v1.post("{\"method\":\"getblockcount\",\"id\":1}").code()).isEqualTo(-32600);
    assertThat(v1.post("{\"method\":\"getblockcount\",\"id\":1,\"params\":null}").code())
        .isEqualTo(-32600);
    assertThat(v1.post("{\"method\":\"getblockcount\",\"id\":null,\"params\":[]}").code()).isZero();
  }

  @Test
  void aBatchAnswersInOrderWithoutItsNotifications() {
    var answer =
        pool.post(
            "["
                + "{\"jsonrpc\":\"2.0\",\"method\":\"getblockcount\",\"id\":1},"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"getblockcount\"},"
                + "{\"method\":\"nonsense\",\"id\":2},"
                + "7,"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"help\",\"params\":[1],\"id\":3}"
                + "]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "[{\"jsonrpc\":\"2.0\",\"result\":5,\"id\":1},"
                + "{\"result\":null,\"error\":{\"code\":-32601,\"message\":\"Method not found\"},"
                + "\"id\":2},"
                + "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":"
                + "\"a request is an object, not a number\"},\"id\":null},"
                + "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":"
                + "\"the name of one method is expected\"},\"id\":3}]");
  }

  @Test
  void aBatchOfNotificationsGetsNoAnswer() {
    var answer = pool.post("[{\"jsonrpc\":\"2.0\",\"method\":\"getblockcount\"}]");

    assertThat(answer.status()).isEqualTo(204);
  }

  @Test
  void aHundredCallsAreAnswered() {
    var batch = "[" + (call("getblockcount", "[]") + ",").repeat(99) + call("help", "[]") + "]";

    assertThat(((JsonValue.Array) pool.post(batch).json()).items()).hasSize(100);
  }
}
