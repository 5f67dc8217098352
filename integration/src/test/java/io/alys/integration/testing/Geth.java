package io.alys.integration.testing;

import io.alys.integration.genesis.ExecutionGenesis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A geth process, full sync mode, without peers. */
public final class Geth extends ExecutionProcess {

  private static final Duration INIT_LIMIT = Duration.ofSeconds(30);

  /** A geth that is not started yet; the test is skipped when the machine has none. */
  public Geth(ExecutionGenesis genesis, Path folder) {
    super(Programs.require("geth"), genesis, folder);
  }

  @Override
  public String name() {
    return "geth";
  }

  @Override
  void initialise() {
    try (var init = ChildProcess.start(initCommand(), logFile())) {
      init.awaitSuccess(INIT_LIMIT);
    }
  }

  private List<String> initCommand() {
    return List.of(
        program().toString(),
        "--datadir",
        chainFolder().toString(),
        "init",
        genesisFile().toString());
  }

  @Override
  List<String> command() {
    return List.of(
        program().toString(),
        "--datadir=" + chainFolder(),
        "--networkid=" + genesis().chainId(),
        "--syncmode=full",
        "--nodiscover",
        "--maxpeers=0",
        "--port=" + peerPort(),
        "--http",
        "--http.port=" + rpcPort(),
        "--http.api=eth,net,web3,txpool,debug",
        "--authrpc.port=" + enginePort(),
        "--authrpc.jwtsecret=" + jwtSecretFile(),
        "--ipcdisable",
        "--miner.gasprice=1",
        "--miner.recommit=250ms");
  }
}
