package io.alys.system.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./alys dev}, as somebody who cloned the repository starts it. */
final class DevNetwork implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final ChildProcess process;
  private final JsonNode endpoints;

  private DevNetwork(ChildProcess process, JsonNode endpoints) {
    this.process = process;
    this.endpoints = endpoints;
  }

  /** Starts it on a data folder and waits for the file that says that all answer. */
  static DevNetwork start(Path folder, Path dataFolder, String... options) {
    var command = new ArrayList<>(List.of(Machine.repository().resolve("alys").toString(), "dev"));
    command.addAll(List.of("--data-dir", dataFolder.toString()));
    command.addAll(List.of(options));
    var environment =
        Map.of(
            "ALYS_DIST", Machine.jars().toString(),
            "ALYS_JAVA_HOME", System.getProperty("java.home"),
            "ALYS_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    var process = ChildProcess.start(command, environment, folder, "dev");
    try {
      var file = dataFolder.resolve("endpoints.json");
      var endpoints = Await.value("endpoints.json", START_LIMIT, () -> read(file, process));
      return new DevNetwork(process, endpoints);
    } catch (AssertionError e) {
      var tail = process.tail();
      if (process.isAlive()) {
        process.terminate();
      }
      throw new AssertionError(e.getMessage() + "\n" + tail, e);
    }
  }

  /** The file of this very run, not one that an earlier run left. */
  private static Optional<JsonNode> read(Path file, ChildProcess process) {
    if (!process.isAlive()) {
      throw new AssertionError("alys dev ended");
    }
    try {
      var tree = JsonMapper.shared().readTree(Files.readString(file));
      var nodes = tree.required("nodes");
      boolean allRun =
          !nodes.isEmpty() && nodes.valueStream().allMatch(node -> isChild(node, process));
      return allRun ? Optional.of(tree) : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  private static boolean isChild(JsonNode node, ChildProcess parent) {
    return ProcessHandle.of(node.required("pid").asLong())
        .flatMap(ProcessHandle::parent)
        .filter(of -> of.pid() == parent.pid())
        .isPresent();
  }

  ChildProcess process() {
    return process;
  }

  JsonNode endpoints() {
    return endpoints;
  }

  /** The node's JSON-RPC server. */
  JsonRpc rpc() {
    return new JsonRpc(endpoints.required("consensusRpc").asString());
  }

  /** The execution client's public JSON-RPC server. */
  JsonRpc evm() {
    return new JsonRpc(endpoints.required("evmRpc").asString());
  }

  /** Every process that it started, itself left out. */
  List<ProcessHandle> children() {
    try (var all = ProcessHandle.of(process.pid()).orElseThrow().descendants()) {
      return all.toList();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.terminate();
    }
    process.close();
  }
}
