package io.alys.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Only agreed codes leave the server, and every reason has one in each dialect. */
final class RpcErrorsTest {
  private static final Set<Integer> OF_POOLS =
      Set.of(-32700, -32600, -32601, -32602, -32603, -32005, -1, -5, -8, -9, -10);
  private static final Set<Integer> OF_V1 =
      Set.of(-32700, -32600, -32601, -32602, -32603, -32604, -32605, -32606, -32005);
  private static final Set<RpcReason> OF_HTTP =
      Set.of(
          RpcReason.TOO_MANY_REQUESTS,
          RpcReason.BODY_TOO_LARGE,
          RpcReason.BODY_TOO_SLOW,
          RpcReason.BODY_TRUNCATED,
          RpcReason.OVERLOADED,
          RpcReason.MALFORMED_HTTP);

  @ParameterizedTest
  @EnumSource
  void poolsGetTheirCodesWithStatus200(RpcReason reason) {
    var entry = RpcErrors.of(Dialect.POOL, reason);

    assertThat(OF_POOLS).contains(entry.code());
    assertThat(entry.httpStatus() == 200).isEqualTo(!OF_HTTP.contains(reason));
  }

  @ParameterizedTest
  @EnumSource
  void clientsOfV1GetItsCodes(RpcReason reason) {
    var entry = RpcErrors.of(Dialect.V1, reason);

    assertThat(OF_V1).contains(entry.code());
    assertThat(entry.httpStatus()).isBetween(200, 503);
  }

  @ParameterizedTest
  @EnumSource
  void whatHttpRefusesIsTheSameInBothDialects(RpcReason reason) {
    if (OF_HTTP.contains(reason)) {
      assertThat(RpcErrors.of(Dialect.V1, reason)).isEqualTo(RpcErrors.of(Dialect.POOL, reason));
    }
  }
}
