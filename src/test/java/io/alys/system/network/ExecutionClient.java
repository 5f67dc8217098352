package io.alys.system.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A real execution client on loopback; it can be killed, held and started again. */
final class ExecutionClient implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final ExecutionKind kind;
  private final String program;
  private final ExecutionFiles files;
  private final Path folder;
  private final ExecutionPorts ports = ExecutionPorts.free();
  private final JsonRpc rpc = new JsonRpc(ports.rpc());

  private @Nullable ChildProcess process;

  /** A client that is not started yet; the test is skipped where the program is missing. */
  ExecutionClient(ExecutionKind kind, ExecutionFiles files, Path folder) {
    this.kind = kind;
    this.program = Machine.require(kind.program()).toString();
    this.files = files;
    this.folder = folder;
  }

  /** Starts it, in an empty folder from its genesis, and waits until it answers. */
  void start() {
    var init = kind.initialise(program, files);
    if (Files.notExists(files.chain()) && !init.isEmpty()) {
      ChildProcess.run(init, folder, kind.program() + "-init");
    }
    var started = ChildProcess.start(kind.run(program, files, ports), folder, kind.program());
    process = started;
    Await.until(
        kind.program() + " answers",
        START_LIMIT,
        () -> {
          if (!started.isAlive()) {
            throw new AssertionError(kind.program() + " ended:\n" + started.tail());
          }
          return rpc.ask("eth_chainId").isPresent();
        });
  }

  ExecutionKind kind() {
    return kind;
  }

  ChildProcess process() {
    if (process == null) {
      throw new IllegalStateException(kind.program() + " was not started");
    }
    return process;
  }

  /** Its public JSON-RPC server. */
  JsonRpc rpc() {
    return rpc;
  }

  int rpcPort() {
    return ports.rpc();
  }

  int enginePort() {
    return ports.engine();
  }

  /** The number of its latest block. */
  long latest() {
    return quantity(rpc.call("eth_blockNumber").asString());
  }

  /** The number of the block with a tag. */
  long numberOf(String tag) {
    return quantity(rpc.call("eth_getBlockByNumber", tag, false).required("number").asString());
  }

  /** The number of the block with a transaction, once it is in one. */
  long blockOf(String transaction, Duration limit) {
    return Await.value(
        "a receipt of " + transaction,
        limit,
        () ->
            rpc.ask("eth_getTransactionReceipt", transaction)
                .map(receipt -> quantity(receipt.required("blockNumber").asString())));
  }

  static long quantity(String hex) {
    return Long.parseLong(hex.substring(2), 16);
  }

  /** Removes all that the stopped client has stored. */
  void wipe() {
    delete(files.chain());
  }

  static void delete(Path folder) {
    try (var found = Files.walk(folder)) {
      for (var file : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String tail() {
    return process == null ? "" : process.tail();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
    rpc.close();
  }
}
