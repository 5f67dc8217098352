package io.alys.system.network;

import java.util.List;

/** The execution clients that a node is tried with. */
enum ExecutionKind {
  GETH("geth"),
  ETHEREUMJS("ethereumjs");

  private final String program;

  ExecutionKind(String program) {
    this.program = program;
  }

  String program() {
    return program;
  }

  /** What has to be done once in an empty folder; nothing for some. */
  List<String> initialise(String program, ExecutionFiles files) {
    return this == GETH
        ? List.of(
            program,
            "--datadir=" + files.chain(),
            "--verbosity=1",
            "init",
            files.genesis().toString())
        : List.of();
  }

  /** The command of the client, without peers. */
  List<String> run(String program, ExecutionFiles files, ExecutionPorts ports) {
    return switch (this) {
      case GETH ->
          List.of(
              program,
              "--datadir=" + files.chain(),
              "--networkid=" + files.chainId(),
              "--syncmode=full",
              "--nodiscover",
              "--maxpeers=0",
              "--port=" + ports.peer(),
              "--http",
              "--http.port=" + ports.rpc(),
              "--http.api=eth,net,web3,txpool,debug",
              "--authrpc.port=" + ports.engine(),
              "--authrpc.jwtsecret=" + files.secret(),
              "--ipcdisable",
              "--miner.gasprice=1",
              "--miner.recommit=250ms");
      case ETHEREUMJS ->
          List.of(
              program,
              "--gethGenesis=" + files.genesis(),
              "--dataDir=" + files.chain(),
              "--rpc",
              "--rpcPort=" + ports.rpc(),
              "--rpcEngine",
              "--rpcEnginePort=" + ports.engine(),
              "--jwtSecret=" + files.secret(),
              "--sync=none",
              "--discV4=false",
              "--discDns=false",
              "--port=" + ports.peer());
    };
  }
}
