package io.alys.node.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the execution client of a node is started; it listens on loopback alone. */
final class ExecutionPlans {

  private static final String LOOPBACK = "127.0.0.1";

  private final DevSetup setup;

  ExecutionPlans(DevSetup setup) {
    this.setup = setup;
  }

  ChildPlan of(int node) {
    return switch (setup.execution().kind()) {
      case GETH -> geth(node);
      case ETHEREUMJS -> ethereumjs(node);
    };
  }

  private ChildPlan geth(int node) {
    var ports = setup.ports().node(node);
    var data = data(node);
    var settings = data.resolve("geth.toml");
    var command =
        List.of(
            program(),
            "--datadir=" + data,
            // Only a file can say where it listens for peers.
            "--config=" + settings,
            "--networkid=" + setup.evmChainId(),
            "--syncmode=full",
            "--nodiscover",
            "--maxpeers=0",
            "--nat=none",
            "--http",
            "--http.addr=" + LOOPBACK,
            "--http.port=" + ports.evm(),
            "--http.api=eth,net,web3,txpool,debug",
            "--authrpc.addr=" + LOOPBACK,
            "--authrpc.port=" + ports.engine(),
            "--authrpc.jwtsecret=" + jwt(node),
            "--ipcdisable",
            // Without these two, tips of 1 wei are left out, and a payload asked for early is
            // stale.
            "--miner.gasprice=1",
            "--miner.recommit=250ms");
    return new ChildPlan(
        "geth-" + node,
        command,
        Map.of(),
        data,
        () -> prepareGeth(data, settings, ports.executionPeers()));
  }

  /** Writes block 0 where there is none, also after somebody emptied the folder. */
  private void prepareGeth(Path data, Path settings, int peers) {
    try {
      Files.createDirectories(data);
      Files.writeString(
          settings, "[Node.P2P]%nListenAddr = \"%s:%d\"%n".formatted(LOOPBACK, peers));
    } catch (IOException e) {
      throw DevFailure.willNotHeal(settings + " can't be written (" + e.getMessage() + ")");
    }
    if (!Files.exists(data.resolve("geth").resolve("chaindata"))) {
      var log = setup.folder().log("geth-init");
      Commands.run(List.of(program(), "--datadir=" + data, "init", genesis().toString()), log);
    }
  }

  private ChildPlan ethereumjs(int node) {
    var ports = setup.ports().node(node);
    var data = data(node);
    var command =
        List.of(
            program(),
            "--gethGenesis=" + genesis(),
            "--dataDir=" + data,
            "--saveReceipts",
            "--rpc",
            "--rpcAddr=" + LOOPBACK,
            "--rpcPort=" + ports.evm(),
            "--rpcEngine",
            "--rpcEngineAddr=" + LOOPBACK,
            "--rpcEnginePort=" + ports.engine(),
            "--jwtSecret=" + jwt(node),
            "--sync=none",
            "--discV4=false",
            "--discDns=false",
            "--extIP=" + LOOPBACK,
            "--port=" + ports.executionPeers());
    return new ChildPlan("ethereumjs-" + node, command, Map.of(), data, () -> {});
  }

  private String program() {
    return setup.execution().program().toString();
  }

  private Path data(int node) {
    return setup.folder().execution(node, setup.execution().kind());
  }

  private Path genesis() {
    return setup.folder().network().executionGenesis();
  }

  private Path jwt(int node) {
    return setup.folder().network().node(node).jwtSecret();
  }
}
