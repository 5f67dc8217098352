package io.alys.node;

import io.alys.config.ConfigLoader;
import io.alys.config.ConfigProblem;
import io.alys.config.ConfigResult;
import io.alys.config.ConfigSources;
import io.alys.node.wiring.CannotStart;
import io.alys.node.wiring.NodeAssembly;
import io.alys.node.wiring.RunningNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code alys node}: runs one node until it is told to stop. */
@Command(
    name = "node",
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
      case ConfigResult.Loaded loaded -> run(loaded);
    };
  }

  private static int run(ConfigResult.Loaded loaded) throws InterruptedException {
    RunningNode node;
    try {
      node = new NodeAssembly(loaded.config(), Clock.systemUTC()).start();
    } catch (CannotStart e) {
      explain(e.lines());
      return e.exitCode();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> onSignal(node), "shutdown"));
    return node.whenStopped().join() ? 0 : 1;
  }

  /** A signal would end the process with its own code; a stop in order ends it with 0. */
  private static void onSignal(RunningNode node) {
    if (!node.whenStopped().isDone()) {
      node.stop();
      Runtime.getRuntime().halt(0);
    }
  }

  private static void explain(List<String> lines) {
    lines.forEach(line -> System.err.println("alys node: " + line));
  }
}
