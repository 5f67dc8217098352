package io.alys.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.http.JsonValue;
import io.alys.node.http.RawHttp;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every malformed request gets its code and status from a real server, which goes on answering. */
final class MalformedRequestsTest {
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

  static Stream<MalformedRequests.Row> rows() {
    return MalformedRequests.rows().stream();
  }

  @Test
  void theTableIsLong() {
    assertThat(MalformedRequests.rows()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(MalformedRequests.rows())
        .extracting(MalformedRequests.Row::name)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void poolsGetTheCodeAndTheServerGoesOn(MalformedRequests.Row row) {
    check(pool, row, Dialect.POOL);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void clientsOfV1GetTheCodeAndTheServerGoesOn(MalformedRequests.Row row) {
    check(v1, row, Dialect.V1);
  }

  private static void check(RpcFixture server, MalformedRequests.Row row, Dialect dialect) {
    var answer = RawHttp.post(server.port(), row.body().toArray());

    assertThat(answer.status()).as(answer.body()).isEqualTo(row.told().status(dialect));
    assertThat(answer.code()).as(answer.body()).isEqualTo(row.told().code(dialect));
    assertThat(answer.message()).isNotBlank().doesNotContain("\n");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(server.post(MalformedRequests.call("getblockcount", "[]")).result())
        .isEqualTo(new JsonValue.Numeral("5"));
  }
}
