package io.alys.integration.genesis;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import java.math.BigInteger;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes geth's genesis format, which every execution client reads; keys keep their order. */
final class GenesisJson {
  private static final String[] BLOCK_FORKS = {
    "homesteadBlock",
    "eip150Block",
    "eip155Block",
    "eip158Block",
    "byzantiumBlock",
    "constantinopleBlock",
    "petersburgBlock",
    "istanbulBlock",
    "berlinBlock",
    "londonBlock",
    "mergeNetsplitBlock"
  };

  private GenesisJson() {}

  static String of(ExecutionGenesis genesis) {
    var mapper = JsonMapper.shared();
    var root = mapper.createObjectNode();
    config(genesis, root.putObject("config"));
    root.put("nonce", quantity(0));
    root.put("timestamp", quantity(genesis.timestamp()));
    root.put("extraData", "0x");
    root.put("gasLimit", quantity(genesis.gasLimit()));
    root.put("difficulty", quantity(0));
    root.put("mixHash", Hash32.ZERO.prefixedHex());
    root.put("coinbase", EvmAddress.ZERO.prefixedHex());
    root.put("baseFeePerGas", quantity(GenesisBlock.BASE_FEE));
    var alloc = root.putObject("alloc");
    genesis
        .accounts()
        .forEach((address, it) -> account(it, alloc.putObject(address.prefixedHex())));
    return mapper.writer().with(layout()).writeValueAsString(root) + "\n";
  }

  private static void config(ExecutionGenesis genesis, ObjectNode config) {
    config.put("chainId", genesis.chainId());
    for (var fork : BLOCK_FORKS) {
      config.put(fork, 0);
    }
    config.put("terminalTotalDifficulty", 0);
    config.put("terminalTotalDifficultyPassed", true);
    genesis.forkTimes().forEach((fork, time) -> config.put(fork.timeKey(), time));
    var schedule = config.putObject("blobSchedule");
    for (var fork : genesis.forkTimes().keySet()) {
      fork.blobLimits().ifPresent(limits -> blobs(limits, schedule.putObject(fork.key())));
    }
  }

  private static void blobs(ExecutionFork.BlobLimits limits, ObjectNode node) {
    node.put("target", limits.target());
    node.put("max", limits.max());
    node.put("baseFeeUpdateFraction", limits.baseFeeUpdateFraction());
  }

  private static void account(GenesisAccount account, ObjectNode node) {
    node.put("balance", "0x" + account.balance().value().toString(16));
    if (account.nonce() != 0) {
      node.put("nonce", quantity(account.nonce()));
    }
    if (account.code().size() != 0) {
      node.put("code", account.code().prefixedHex());
    }
  }

  private static String quantity(long value) {
    return "0x" + BigInteger.valueOf(value).toString(16);
  }

  /** Two spaces and line feeds on every system. */
  private static DefaultPrettyPrinter layout() {
    var separators =
        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER);
    return new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
  }
}
