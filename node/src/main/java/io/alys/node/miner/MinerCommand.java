package io.alys.node.miner;

import io.alys.messages.types.EvmAddress;
import io.alys.node.cli.AddressOption;
import io.alys.node.cli.DurationOption;
import io.alys.node.http.BasicCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code alys miner}: a miner for networks of one's own, in its own process. */
@Command(
    name = "miner",
    description = {
      "Finds proofs of work for a node.%n",
      "Asks the node for work (createauxblock), builds a parent block that commits to it, tries "
          + "nonces, hands the proof in (submitauxblock), and prints one line for each range of "
          + "blocks that is finalised by it. It needs no Bitcoin node: it is meant for development "
          + "networks, where the difficulty is low. On a live network mining pools do this with "
          + "the software that they have.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  alys miner --address 0xb95f80ec665a534b1e309a2a24f8849d27b70fde",
      "  alys miner --address 0x... --once                  one range, then end",
      "  alys miner --address 0x... --max-hash-rate 50k     leave the machine to others",
      "  alys miner --address 0x... --url http://node:3000 --user me --password-file secret.txt"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the wanted ranges were accepted, or it was stopped (Ctrl-C)",
      "1:the node was silent for --give-up-after; starting again may help",
      "2:it will not: wrong options, address, password or server"
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    sortOptions = false)
public final class MinerCommand implements Callable<Integer> {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:3000",
      description = "The node's JSON-RPC. Default: ${DEFAULT-VALUE}")
  private URI url = URI.create("");

  @Option(
      names = "--address",
      required = true,
      paramLabel = "0xADDRESS",
      converter = AddressOption.class,
      description = "EVM address that gets the miner's share of the fees.")
  private EvmAddress address = EvmAddress.ZERO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that hash (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--max-hash-rate",
      paramLabel = "RATE",
      defaultValue = "0",
      converter = HashRateOption.class,
      description = "Hashes per second of all threads together, as 500, 50k or 2M; 0: no limit.")
  private long maxHashRate;

  @Option(
      names = "--poll",
      paramLabel = "DURATION",
      defaultValue = "1s",
      converter = DurationOption.class,
      description = "Time between two looks for newer work (default: ${DEFAULT-VALUE}).")
  private Duration poll = Duration.ZERO;

  @Option(
      names = "--commitment",
      paramLabel = "PLACE",
      converter = CommitmentText.class,
      defaultValue = "output",
      description =
          "Where the coinbase commits to the work: output (the third output, as V1's nodes want it)"
              + " or scriptsig (Namecoin's way). Default: ${DEFAULT-VALUE}.")
  private CommitmentStyle commitment = CommitmentStyle.OUTPUT;

  @Option(names = "--user", paramLabel = "NAME", description = "User, when the node asks for one.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File whose first line is the password.")
  private @Nullable Path passwordFile;

  @Option(names = "--once", description = "End after the first accepted range.")
  private boolean once;

  @Option(
      names = "--max-ranges",
      paramLabel = "N",
      defaultValue = "0",
      description = "End after so many accepted ranges; 0: never.")
  private long maxRanges;

  @Option(
      names = "--give-up-after",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "End when the node does not answer for so long (default: never).")
  private @Nullable Duration giveUpAfter;

  @Override
  public Integer call() {
    var settings = settings();
    var console = new MinerConsole(spec.commandLine().getOut(), url.toString());
    try (var client = new JsonRpcClient(checkedUrl(), credentials())) {
      var miner = new Miner(settings, new MiningNode(client), console, Clock.systemUTC());
      return exitCode(untilStopped(miner));
    }
  }

  private int exitCode(MinerEnd end) {
    return switch (end) {
      case MinerEnd.Done() -> 0;
      case MinerEnd.GaveUp(var reason) -> failed(reason, 1);
      case MinerEnd.Hopeless(var reason) -> failed(reason, 2);
    };
  }

  private int failed(String reason, int exitCode) {
    spec.commandLine().getErr().println("alys miner: " + reason);
    return exitCode;
  }

  /** Ctrl-C and SIGTERM end the miner as an accepted range does, with its last line printed. */
  private static MinerEnd untilStopped(Miner miner) {
    var mining = Thread.currentThread();
    var ended = new CountDownLatch(1);
    var hook =
        new Thread(
            () -> {
              mining.interrupt();
              try {
                if (ended.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                  Runtime.getRuntime().halt(0);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return miner.run();
    } finally {
      ended.countDown();
      removeUnlessRunning(hook);
    }
  }

  private static void removeUnlessRunning(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook runs: it is the reason for ending.
    }
  }

  private MinerSettings settings() {
    try {
      return new MinerSettings(
          address, threads, maxHashRate, poll, commitment, once ? 1 : maxRanges, giveUpAfter);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private URI checkedUrl() {
    var scheme = String.valueOf(url.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw wrong("--url must be like http://127.0.0.1:3000, got " + url);
    }
    if (url.getUserInfo() != null) {
      throw wrong("no password belongs on a command line: use --user and --password-file");
    }
    return url;
  }

  private @Nullable BasicCredentials credentials() {
    if (user == null && passwordFile == null) {
      return null;
    }
    if (user == null || passwordFile == null) {
      throw wrong("--user and --password-file belong together");
    }
    try {
      return BasicCredentials.read(user, passwordFile);
    } catch (IOException | IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(@Nullable String message) {
    return new ParameterException(spec.commandLine(), String.valueOf(message));
  }

  /** Reads output or scriptsig. */
  static final class CommitmentText implements ITypeConverter<CommitmentStyle> {
    @Override
    public CommitmentStyle convert(String text) {
      return switch (text) {
        case "output" -> CommitmentStyle.OUTPUT;
        case "scriptsig" -> CommitmentStyle.SCRIPTSIG;
        default -> throw new TypeConversionException("it is output or scriptsig");
      };
    }
  }
}
