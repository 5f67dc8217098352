package io.alys.node.dev;

import io.alys.node.cli.DurationOption;
import io.alys.node.cli.StopRequest;
import io.alys.node.dev.DevOptions.MinerWishes;
import io.alys.node.dev.DevOptions.NetworkWishes;
import io.alys.node.dev.DevOptions.Restarts;
import io.alys.node.dev.DevOptions.Traces;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code alys dev}: a whole network on this machine, in one command. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a whole network on this machine, on loopback alone: bitcoind (regtest), an execution"
          + " client, a validator and a miner, each a process of its own.",
      "",
      "Prints a line for each event. When all answers, DIR/endpoints.json says where everything is."
          + " Ctrl-C stops all; the next start on the same folder goes on where this one ended."
    },
    footer = {
      "",
      "Files in DIR: endpoints.json (while it runs), chain.json, execution-genesis.json, node-0/,"
          + " execution-0/, bitcoin/, logs/.",
      "Ports from the base on: +0 Bitcoin RPC, +1 its block notices, +9 held by alys dev; node i"
          + " from +10·(i+1): +0 JSON-RPC, +1 admin, +2 EVM RPC, +3 Engine API, +4 and +5 peers.",
      "Programs that die are started again (a node that was killed goes on where it was);"
          + " --no-restart leaves them to you and prints how to start them.",
      "What a killed alys dev left running is stopped by the next start on its folder.",
      "",
      "Exit codes: 0 stopped as asked, 1 starting again may help, 2 it won't until something is"
          + " changed.",
      "Examples:",
      "  alys dev --data-dir /tmp/chain",
      "  alys dev --slot 1s --no-miner --pow-spacing 1 --max-blocks-without-pow 64"
    })
public final class DevCommand implements Callable<Integer> {

  /** Networks of several nodes need the transport between them. */
  private static final int MOST_VALIDATORS = 1;

  private static final int MOST_FULL_NODES = 0;

  /** What {@code alys miner} takes: leaves a core to the rest. */
  private static final String HASH_RATE = "200k";

  private static final Pattern HASH_RATE_FORM = Pattern.compile("\\d{1,12}[kM]?");
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(45);

  @Option(
      names = "--data-dir",
      defaultValue = ".alys/dev",
      paramLabel = "DIR",
      description = "Where everything is kept. Default: ${DEFAULT-VALUE}")
  private Path folder;

  @Option(
      names = "--validators",
      paramLabel = "N",
      description = "Validators; more than 1 come with the network between nodes. Default: 1")
  private @Nullable Integer validators;

  @Option(
      names = "--full-nodes",
      defaultValue = "0",
      hidden = true,
      paramLabel = "M",
      description = "Nodes that follow and do not vote. Default: ${DEFAULT-VALUE}")
  private int fullNodes;

  @Option(
      names = "--slot",
      converter = DurationOption.class,
      paramLabel = "TIME",
      description = "Time between blocks, at least 1s. Default: 2s")
  private @Nullable Duration slot;

  @Option(
      names = "--execution",
      converter = ExecutionOption.class,
      paramLabel = "CLIENT",
      description = "geth or ethereumjs. Default: geth where it is installed")
  private @Nullable ExecutionKind execution;

  @Option(names = "--no-miner", description = "Start no miner.")
  private boolean noMiner;

  @Option(
      names = "--max-hash-rate",
      defaultValue = HASH_RATE,
      paramLabel = "RATE",
      description = "Of the miner, hashes per second, as 500, 50k or 2M. Default: ${DEFAULT-VALUE}")
  private String maxHashRate;

  @Option(
      names = "--pow-spacing",
      paramLabel = "BLOCKS",
      description = "Wanted distance of proofs of work. Default: 4")
  private @Nullable Long powSpacing;

  @Option(
      names = "--max-blocks-without-pow",
      paramLabel = "BLOCKS",
      description = {
        "Without work for so many blocks production stops; at least 64 times the spacing.",
        "Default: 256, or the least possible"
      })
  private @Nullable Long maxBlocksWithoutPow;

  @Option(
      names = "--port-base",
      paramLabel = "PORT",
      description = "First port. Default: 21200, or the next 100 where all are free")
  private @Nullable Integer portBase;

  @Option(names = "--no-restart", description = "Leave programs that die stopped.")
  private boolean noRestart;

  @Option(names = "--traces", description = "Write each node's traces to node-*/traces.jsonl.")
  private boolean traces;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    refuseImpossible();
    var stop = new StopRequest();
    stop.listen(STOP_DEADLINE);
    int code = 2;
    try {
      var console = new Console(spec.commandLine().getOut(), Clock.system(ZoneId.systemDefault()));
      new DevRun(options(), console, stop).run();
      code = 0;
    } catch (DevFailure e) {
      spec.commandLine().getErr().println("alys dev: " + e.getMessage() + ".");
      spec.commandLine().getErr().flush();
      code = e.exitCode();
    } finally {
      stop.stopped(code);
    }
    return code;
  }

  private DevOptions options() {
    return new DevOptions(
        folder.toAbsolutePath().normalize(),
        new NetworkWishes(validators, slot, powSpacing, maxBlocksWithoutPow),
        fullNodes,
        execution,
        portBase,
        noMiner ? null : new MinerWishes(maxHashRate),
        noRestart ? Restarts.OFF : Restarts.ON,
        traces ? Traces.ON : Traces.OFF);
  }

  private void refuseImpossible() {
    if (validators != null && (validators < 1 || validators > MOST_VALIDATORS)) {
      throw refused(
          "--validators "
              + validators
              + ": 1 is possible; more come with the network between nodes");
    }
    if (fullNodes < 0 || fullNodes > MOST_FULL_NODES) {
      throw refused("--full-nodes " + fullNodes + ": 0 is possible; more come with the network");
    }
    if (!HASH_RATE_FORM.matcher(maxHashRate).matches()) {
      throw refused("--max-hash-rate " + maxHashRate + ": write 500, 50k or 2M");
    }
  }

  private ParameterException refused(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }

  /** Reads geth or ethereumjs. */
  static final class ExecutionOption implements ITypeConverter<ExecutionKind> {
    @Override
    public ExecutionKind convert(String text) {
      try {
        return ExecutionKind.valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("it is geth or ethereumjs");
      }
    }
  }
}
