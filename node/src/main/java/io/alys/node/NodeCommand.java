package io.alys.node;

import io.alys.config.ConfigLoader;
import io.alys.config.ConfigProblem;
import io.alys.config.ConfigResult;
import io.alys.config.ConfigSources;
import io.alys.config.NodeConfig;
import io.alys.node.cli.StopRequest;
import io.alys.node.wiring.CannotStart;
import io.alys.node.wiring.NodeAssembly;
import io.alys.node.wiring.RunningNode;
import io.alys.node.wiring.StoppedEarly;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code alys node}: runs one node until it is told to stop. */
@Command(
    name = NodeCommand.NAME,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a node: it follows the chain, makes blocks when it holds a validator's key, and serves"
          + " miners over JSON-RPC.",
      "",
      "Settings come from reference.conf, the file of --config, ALYS_* variables and --set, the"
          + " later the stronger. SIGTERM and Ctrl-C stop it in order."
    },
    footer = {
      "",
      "Exit codes: 0 stopped as asked, 1 starting again may help, 2 it won't until something is"
          + " changed.",
      "Example: alys node --config node-0/alys.conf --set rpc.port=3001"
    })
final class NodeCommand implements Callable<Integer> {

  /** What the command is called. */
  static final String NAME = "node";

  @ParentCommand private @Nullable Main main;

  @Option(names = "--config", paramLabel = "FILE", description = "The node's alys.conf.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting, such as rpc.port=3001; may be repeated. Never a secret.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Override
  public Integer call() throws InterruptedException {
    var result = ConfigLoader.load(ConfigSources.ofProcess(file, overrides));
    return switch (result) {
      case ConfigResult.Refused refused -> {
        explain(refused.problems().stream().map(ConfigProblem::line).toList());
        yield 2;
      }
      case ConfigResult.Loaded loaded -> run(loaded.config(), Objects.requireNonNull(main).stop());
    };
  }

  private static int run(NodeConfig config, StopRequest stop) throws InterruptedException {
    stop.allow(config.shutdownDeadline());
    RunningNode node;
    try {
      node = new NodeAssembly(config, Clock.systemUTC(), stop).start();
    } catch (CannotStart e) {
      explain(e.lines());
      return e.exitCode();
    } catch (StoppedEarly e) {
      return 0;
    }
    CompletableFuture.anyOf(node.whenStopped(), stop.whenRequested()).join();
    if (node.whenStopped().isDone()) {
      return 1;
    }
    node.stop();
    return 0;
  }

  private static void explain(List<String> lines) {
    lines.forEach(line -> System.err.println("alys node: " + line));
  }
}
