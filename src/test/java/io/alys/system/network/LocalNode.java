package io.alys.system.network;

import io.alys.integration.testing.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A validator, its execution client and, if wanted, a miner: three processes on loopback. */
final class LocalNode implements AutoCloseable {
  /** Generous, since a test machine may be busy; what counts is measured and printed. */
  static final Duration START_LIMIT = Duration.ofMinutes(1);

  static final String MINER = "0x00000000000000000000000000000000000a1b2c";

  private static final Pattern ACCEPTED = Pattern.compile("accepted +blocks \\d+\\.\\.(\\d+)");

  private final Path folder;
  private final ChainFiles files;
  private final ExecutionClient execution;
  private final int rpcPort = FreePorts.next();
  private final int adminPort = FreePorts.next();
  private final JsonRpc rpc = new JsonRpc(rpcPort);

  private @Nullable ChildProcess node;
  private @Nullable ChildProcess miner;

  /** The node of a network that was founded in the folder; nothing runs yet. */
  LocalNode(Path folder, ExecutionKind kind, ChainFiles files) {
    this.folder = folder;
    this.files = files;
    this.execution = new ExecutionClient(kind, files.execution(), folder);
  }

  /** The settings that its configuration file can't know, and others that win over them. */
  List<String> settings(String... others) {
    var settings = new ArrayList<String>();
    settings.add("rpc.port=" + rpcPort());
    settings.add("admin.port=" + adminPort);
    settings.add("execution.engine-url=http://127.0.0.1:" + execution.enginePort());
    if (execution.kind() == ExecutionKind.ETHEREUMJS) {
      // Its engine port serves no receipts.
      settings.add("execution.public-url=http://127.0.0.1:" + execution.rpcPort());
    }
    settings.addAll(List.of(others));
    return settings;
  }

  /** Starts the execution client and the node, and waits for the node's first answer. */
  LocalNode start(String... settings) {
    execution.start();
    startNode(settings);
    awaitAnswer();
    return this;
  }

  /** Waits for the node's first answer; fails early when it refuses to start. */
  void awaitAnswer() {
    await(
        "the node answers",
        START_LIMIT,
        () -> {
          if (!process().isAlive()) {
            throw new AssertionError("the node ended: " + process().errors());
          }
          return status().isPresent();
        });
  }

  /** Starts the node's process without waiting for it; these settings win over others. */
  void startNode(String... settings) {
    node = ChildProcess.start(command(files.node().config(), settings(settings)), folder, "node");
  }

  /** The command of a node. */
  static List<String> command(Path config, List<String> settings) {
    var arguments = new ArrayList<>(List.of("node", "--config", config.toString()));
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return Machine.alys(arguments.toArray(String[]::new));
  }

  /** Starts a node whose clock is wrong by so much. */
  void startNodeWithClock(Duration error) {
    var arguments = new ArrayList<>(List.of(error.toString(), files.node().config().toString()));
    arguments.addAll(settings());
    var command = Machine.java(NodeWithClock.class, arguments.toArray(String[]::new));
    node = ChildProcess.start(command, folder, "node");
  }

  /** Starts a miner; it runs until the node is closed. */
  LocalNode startMiner() {
    var url = "http://127.0.0.1:" + rpcPort();
    var command = Machine.alys("miner", "--url", url, "--address", MINER);
    miner = ChildProcess.start(command, folder, "miner");
    return this;
  }

  Path folder() {
    return folder;
  }

  ChainFiles files() {
    return files;
  }

  ExecutionClient execution() {
    return execution;
  }

  int rpcPort() {
    return rpcPort;
  }

  int adminPort() {
    return adminPort;
  }

  /** The node's JSON-RPC server. */
  JsonRpc rpc() {
    return rpc;
  }

  /** The node's process. */
  ChildProcess process() {
    if (node == null) {
      throw new IllegalStateException("the node was not started");
    }
    return node;
  }

  /** The miner's process. */
  ChildProcess miner() {
    if (miner == null) {
      throw new IllegalStateException("no miner was started");
    }
    return miner;
  }

  /** What alys_status says, unless the node does not answer. */
  Optional<JsonNode> status() {
    return rpc.ask("alys_status");
  }

  /** The head's height, -1 while the node does not answer. */
  long height() {
    return status().map(status -> heightOf(status, "certified")).orElse(-1L);
  }

  /** The height of one of a status' heads. */
  static long heightOf(JsonNode status, String head) {
    return status.required(head).required("height").asLong();
  }

  /** Waits until the head is at a height or above it. */
  Duration awaitHeight(long height, Duration limit) {
    return await("block " + height, limit, () -> height() >= height);
  }

  /** Waits until every range is final whose proof the miner was told is accepted. */
  void awaitProofsFinal(Duration limit) {
    long last =
        ACCEPTED
            .matcher(miner().output())
            .results()
            .mapToLong(each -> Long.parseLong(each.group(1)))
            .max()
            .orElse(0);
    await(
        "blocks up to " + last + " are final",
        limit,
        () -> status().map(status -> heightOf(status, "powFinal") >= last).orElse(false));
  }

  /** Waits for a condition; when it does not come true, the last status is shown. */
  Duration await(String what, Duration limit, BooleanSupplier condition) {
    try {
      return Await.until(what, limit, condition);
    } catch (AssertionError late) {
      var last = status().map(JsonNode::toString).orElse("no status");
      throw new AssertionError(late.getMessage() + "; " + last, late);
    }
  }

  /** The last lines of every process. */
  String tail() {
    var parts = new ArrayList<String>();
    for (var process : Arrays.asList(node, miner)) {
      if (process != null) {
        parts.add(process.tail());
      }
    }
    parts.add(execution.tail());
    return String.join("", parts);
  }

  @Override
  public void close() {
    for (var process : Arrays.asList(miner, node)) {
      if (process != null) {
        process.close();
      }
    }
    execution.close();
    rpc.close();
  }
}
