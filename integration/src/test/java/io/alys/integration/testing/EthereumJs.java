package io.alys.integration.testing;

import io.alys.integration.genesis.ExecutionGenesis;
import java.nio.file.Path;
import java.util.List;

/** An ethereumjs process without peers. */
public final class EthereumJs extends ExecutionProcess {

  /** An ethereumjs that is not started yet; the test is skipped when the machine has none. */
  public EthereumJs(ExecutionGenesis genesis, Path folder) {
    super(Programs.require("ethereumjs"), genesis, folder);
  }

  @Override
  public String name() {
    return "ethereumjs";
  }

  @Override
  void initialise() {}

  @Override
  List<String> command() {
    return List.of(
        program().toString(),
        "--gethGenesis=" + genesisFile(),
        "--dataDir=" + chainFolder(),
        "--rpc",
        "--rpcPort=" + rpcPort(),
        "--rpcEngine",
        "--rpcEnginePort=" + enginePort(),
        "--jwtSecret=" + jwtSecretFile(),
        "--saveReceipts",
        "--sync=none",
        "--discV4=false",
        "--discDns=false",
        "--port=" + peerPort());
  }
}
