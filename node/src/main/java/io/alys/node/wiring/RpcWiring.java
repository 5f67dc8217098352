package io.alys.node.wiring;

import io.alys.config.RpcConfig;
import io.alys.node.http.BasicCredentials;
import io.alys.node.rpc.Dialect;
import io.alys.node.rpc.RpcAccess;
import io.alys.node.rpc.RpcLimits;
import io.alys.node.rpc.RpcSettings;
import java.io.IOException;
import java.util.Set;

/** The JSON-RPC server's settings. */
final class RpcWiring {

  private RpcWiring() {}

  static RpcSettings settings(RpcConfig config) throws CannotStart {
    var limits =
        new RpcLimits(
            config.maxBodySize(),
            config.maxBatch(),
            config.maxConnections(),
            config.requestsPerSecond(),
            Math.max(config.maxBatch(), config.requestsPerSecond()),
            config.requestTimeout(),
            RpcLimits.DEFAULT.idleTimeout());
    var dialect =
        switch (config.dialect()) {
          case POOL -> Dialect.POOL;
          case V1 -> Dialect.V1;
        };
    return new RpcSettings(
        config.bind().getHostAddress(), config.port(), dialect, limits, access(config));
  }

  private static RpcAccess access(RpcConfig config) throws CannotStart {
    var login = config.login();
    if (login == null) {
      return RpcAccess.OPEN;
    }
    try {
      return new RpcAccess(BasicCredentials.read(login.user(), login.passwordFile()), Set.of());
    } catch (IOException e) {
      throw new CannotStart(
          false, "rpc.password-file: " + e.getMessage() + ": correct the file or the setting");
    }
  }
}
