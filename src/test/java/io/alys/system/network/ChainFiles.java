package io.alys.system.network;

import io.alys.integration.bls.JblstScheme;
import io.alys.integration.founding.NetworkFolder;
import io.alys.integration.founding.NetworkPlan;
import io.alys.integration.founding.NewNetwork;
import io.alys.integration.keys.DerivationFunction;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Wei;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The files of a new network with one validator, made as {@code alys genesis new} makes them. */
record ChainFiles(NetworkFolder folder) {
  /** The first of the accounts that every Ethereum development tool knows, with its key. */
  static final String FUNDED = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

  static final String FUNDED_KEY =
      "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  private static final Wei FUNDS = new Wei(BigInteger.TEN.pow(21));

  /** Founds a network with default distances between the blocks that carry work. */
  static ChainFiles create(Path folder, Duration slot) {
    return create(folder, slot, NetworkPlan.PowPlan.DEFAULT);
  }

  /** Founds a network. */
  static ChainFiles create(Path folder, Duration slot, NetworkPlan.PowPlan pow) {
    var network = new NetworkFolder(folder.resolve("network"));
    var plan =
        new NetworkPlan(
            1,
            slot,
            NetworkPlan.ChainIds.DEFAULT,
            pow,
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            Map.of(EvmAddress.fromHex(FUNDED), FUNDS));
    NewNetwork.found(network, plan, DerivationFunction.PBKDF2, new JblstScheme());
    return new ChainFiles(network);
  }

  /** The node's own files. */
  NetworkFolder.NodeFolder node() {
    return folder.node(0);
  }

  /** What the execution client is started with. */
  ExecutionFiles execution() {
    return new ExecutionFiles(
        folder.executionGenesis(),
        node().jwtSecret(),
        folder.root().resolveSibling("execution"),
        NetworkPlan.ChainIds.DEFAULT.evm());
  }
}
