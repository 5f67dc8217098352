package io.alys.node.cli;

import io.alys.integration.bls.JblstScheme;
import io.alys.integration.founding.FoundingFailure;
import io.alys.integration.founding.NetworkFolder;
import io.alys.integration.founding.NetworkPlan;
import io.alys.integration.founding.NetworkPlan.ChainIds;
import io.alys.integration.founding.NetworkPlan.PowPlan;
import io.alys.integration.founding.NewNetwork;
import io.alys.integration.keys.DerivationFunction;
import io.alys.integration.keys.KeystoreFailure;
import io.alys.integration.spec.ChainSpecFile;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Wei;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.spec.SpecChecks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alys genesis new}: founds a network of n validators in an empty folder. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Founds a network: writes chain.json (the network's constants) and execution-genesis.json"
          + " (block 0 of the execution layer) for all, and for each validator a folder with its"
          + " settings, its key with password and watermark, its JWT secret, and its keys as a"
          + " member and peer.",
      "",
      "Each validator's folder is for its operator alone."
    },
    footer = {
      "",
      "Exit codes: 0 founded, 2 refused.",
      "Example: alys genesis new --validators 4 --out network --slot 5s --fund 0xf39F…2266=10coins"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class GenesisNewCommand implements Callable<Integer> {

  @Option(
      names = "--validators",
      required = true,
      paramLabel = "N",
      description = "Validators, 1 to 11; below 4 no rule tolerates a dishonest one.")
  private int validators;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "An empty folder, or one that does not exist.")
  private Path out;

  @Option(
      names = "--slot",
      defaultValue = "2s",
      converter = DurationOption.class,
      paramLabel = "TIME",
      description = "Time between blocks, at least 1s. Default: ${DEFAULT-VALUE}")
  private Duration slot;

  @Option(
      names = "--chain-id",
      defaultValue = "212121",
      paramLabel = "ID",
      description = "Of merged mining; not 8192 to 16383. Default: ${DEFAULT-VALUE}")
  private long chainId;

  @Option(
      names = "--evm-chain-id",
      defaultValue = "263634",
      paramLabel = "ID",
      description = "Of the execution layer, which wallets ask for. Default: ${DEFAULT-VALUE}")
  private long evmChainId;

  @Option(
      names = "--pow-spacing",
      defaultValue = "4",
      paramLabel = "BLOCKS",
      description = "Wanted distance of proofs of work. Default: ${DEFAULT-VALUE}")
  private long powSpacing;

  @Option(
      names = "--max-blocks-without-pow",
      defaultValue = "256",
      paramLabel = "BLOCKS",
      description = {
        "Without work for so many blocks production stops; at least 64 times the spacing.",
        "Default: ${DEFAULT-VALUE}"
      })
  private long maxBlocksWithoutPow;

  @Option(
      names = "--fund",
      converter = {AddressOption.class, WeiOption.class},
      paramLabel = "ADDRESS=WEI",
      description = "An account with coins from the start; repeatable. WEI, or 10coins.")
  private Map<EvmAddress, Wei> funded = new LinkedHashMap<>();

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    var plan =
        new NetworkPlan(
            validators,
            slot,
            new ChainIds(chainId, evmChainId),
            new PowPlan(powSpacing, maxBlocksWithoutPow),
            Instant.now(),
            funded);
    var folder = new NetworkFolder(out);
    try {
      var spec = NewNetwork.found(folder, plan, DerivationFunction.SCRYPT, new JblstScheme());
      command.commandLine().getOut().print(summary(spec, folder));
      command.commandLine().getOut().flush();
      return 0;
    } catch (FoundingFailure | KeystoreFailure e) {
      command.commandLine().getErr().println("alys genesis new: " + e.getMessage());
      return 2;
    }
  }

  private static String summary(ChainSpec spec, NetworkFolder folder) {
    var text = new StringBuilder();
    text.append("A network of %d in %s:%n".formatted(spec.authorities().size(), folder.root()));
    line(text, "chain.json", "the network's constants, for every node");
    line(text, "  identity", ChainSpecFile.identity(spec).prefixedHex());
    line(text, "  chain ids", spec.chainId() + " (AuxPoW), " + spec.v2().evmChainId() + " (EVM)");
    line(text, "execution-genesis.json", "for every execution client: geth init FILE");
    line(text, "  block 0", spec.v2().executionGenesisHash().prefixedHex());
    line(text, "node-0/ …", "one validator's own; give it to its operator alone:");
    line(text, "  alys.conf", "its settings, ready for a client on port 8551");
    line(text, "  keystore.json, password.txt", "what it signs blocks with");
    line(text, "  data/signing", "its watermark, which says that the key is new");
    line(text, "  jwt.hex", "the secret that it shares with its execution client");
    line(text, "  member-key.hex", "its owner's fee address and Bitcoin key");
    line(text, "  peer-key.hex", "its identity among peers");
    for (int i = 0; i < spec.authorities().size(); i++) {
      line(text, "validator " + i, spec.authorities().get(i).publicKey().prefixedHex());
    }
    SpecChecks.warnings(spec).forEach(it -> text.append("Note: %s.%n".formatted(it)));
    text.append("Next: alys node --config %s%n".formatted(folder.node(0).config()));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String meaning) {
    text.append("  %-30s %s%n".formatted(name, meaning));
  }
}
