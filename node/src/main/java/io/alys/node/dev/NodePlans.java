package io.alys.node.dev;

import io.alys.node.Main;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How nodes and the miner are started: by the same Java and from the same jars as this process. */
final class NodePlans {

  private static final List<String> SMALL_JVM =
      List.of("-XX:+UseSerialGC", "-Xmx96m", "-XX:TieredStopAtLevel=4");

  private final DevSetup setup;

  NodePlans(DevSetup setup) {
    this.setup = setup;
  }

  ChildPlan node(int node) {
    var files = setup.folder().network().node(node);
    return new ChildPlan(
        "node-" + node,
        java(List.of(), List.of("node", "--config", files.config().toString())),
        classPath(),
        files.root(),
        () -> writeSettings(node));
  }

  ChildPlan miner(DevOptions.MinerWishes wishes) {
    var arguments =
        List.of(
            "miner",
            "--url=http://127.0.0.1:" + setup.ports().node(0).rpc(),
            "--address=" + DevAccounts.miner().prefixedHex(),
            "--max-hash-rate=" + wishes.maxHashRate());
    return new ChildPlan(
        "miner", java(SMALL_JVM, arguments), classPath(), setup.folder().root(), () -> {});
  }

  private void writeSettings(int node) {
    var ports = setup.ports().node(node);
    var text =
        """
        # Written by alys dev at each start.
        alys {
          data-dir = data
          chain-spec = ../chain.json
          validator { keystore = keystore.json, password-file = password.txt }
          execution {
            engine-url = "http://127.0.0.1:%d"
            public-url = "http://127.0.0.1:%d"
            jwt-secret = jwt.hex
          }
          rpc { bind = "127.0.0.1", port = %d }
          admin { bind = "127.0.0.1", port = %d }
          tracing { exporter = %s, file = traces.jsonl }
        }
        """
            .formatted(
                ports.engine(),
                ports.evm(),
                ports.rpc(),
                ports.admin(),
                setup.traces() == DevOptions.Traces.ON ? "file" : "none");
    var file = setup.folder().network().node(node).config();
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw DevFailure.willNotHeal(file + " can't be written (" + e.getMessage() + ")");
    }
  }

  /** The flags of this process, and further ones, but no agents, which are there once only. */
  private static List<String> java(List<String> flags, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(flags);
    command.add(Main.class.getName());
    command.addAll(arguments);
    return command;
  }

  /** In the environment, where it does not fill the list of processes. */
  private static Map<String, String> classPath() {
    return Map.of("CLASSPATH", System.getProperty("java.class.path"));
  }
}
