package io.alys.node.dev;

import io.alys.node.Main;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How nodes and the miner are started: by the same Java and from the same jars as this process. */
final class NodePlans {

  private static final List<String> SMALL_JVM =
      List.of("-XX:+UseSerialGC", "-Xmx96m", "-XX:TieredStopAtLevel=4");

  private static final String VALIDATOR =
      "validator { keystore = keystore.json, password-file = password.txt }";

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
          %s
          execution {
            engine-url = "http://127.0.0.1:%d"
            public-url = "http://127.0.0.1:%d"
            jwt-secret = jwt.hex
          }
          rpc { bind = "127.0.0.1", port = %d }
          admin { bind = "127.0.0.1", port = %d }
          p2p {
            bind = "127.0.0.1"
            port = %d
            identity = peer-key.hex
            static-peers = "%s"
          }
          tracing { exporter = %s, file = traces.jsonl }
        }
        """
            .formatted(
                setup.isValidator(node) ? VALIDATOR : "",
                ports.engine(),
                ports.evm(),
                ports.rpc(),
                ports.admin(),
                ports.peers(),
                peersOf(node),
                setup.traces() == DevOptions.Traces.ON ? "file" : "none");
    write(setup.folder().network().node(node).config(), text);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw DevFailure.willNotHeal(file + " can't be written (" + e.getMessage() + ")");
    }
  }

  /** Each two nodes have one connection, which the later one makes. */
  private String peersOf(int node) {
    return IntStream.range(0, node).mapToObj(setup::peerAddress).collect(Collectors.joining(","));
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
