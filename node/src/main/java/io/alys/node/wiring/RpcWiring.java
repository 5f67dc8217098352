package io.alys.node.wiring;

import akka.actor.typed.Scheduler;
import io.alys.config.RpcConfig;
import io.alys.messages.node.GuardianProtocol;
import io.alys.node.Main;
import io.alys.node.http.BasicCredentials;
import io.alys.node.http.BindFailed;
import io.alys.node.rpc.Dialect;
import io.alys.node.rpc.RpcAccess;
import io.alys.node.rpc.RpcFacts;
import io.alys.node.rpc.RpcLimits;
import io.alys.node.rpc.RpcNode;
import io.alys.node.rpc.RpcServer;
import io.alys.node.rpc.RpcSettings;
import io.alys.workflows.spec.ChainSpec;
import java.io.IOException;
import java.util.Set;

/** The JSON-RPC server's settings and what it knows of the node. */
final class RpcWiring {

  private RpcWiring() {}

  /** No deposit script: bitcoin sent there would not be followed yet. */
  static RpcNode node(GuardianProtocol.Addresses addresses, Scheduler scheduler, ChainSpec spec) {
    return new RpcNode(
        addresses.chain(),
        addresses.mining(),
        scheduler,
        new RpcFacts(Main.version(), spec.chainId(), null));
  }

  /** Refuses a port that is taken before a store is opened or a block made. */
  static void checkPort(RpcConfig config) throws CannotStart {
    try {
      RpcServer.checkFree(settings(config));
    } catch (BindFailed e) {
      throw new CannotStart(e.restartMayHelp(), String.valueOf(e.getMessage()));
    }
  }

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
