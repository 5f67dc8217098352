package io.alys.integration.testing;

import io.alys.integration.execution.EngineApiClient;
import io.alys.integration.execution.EngineApiSettings;
import io.alys.integration.execution.JwtSecret;
import io.alys.integration.genesis.ExecutionGenesis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A real execution client on loopback with a folder of its own. It can be stopped, killed, paused
 * and started again on the same ports; closing it ends the process.
 */
public abstract class ExecutionProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final String SECRET = "a15".repeat(21) + "0";

  private final Path program;
  private final ExecutionGenesis genesis;
  private final Path folder;
  private final List<Integer> ports = List.of(FreePorts.next(), FreePorts.next(), FreePorts.next());

  private @Nullable ChildProcess process;

  /** Writes the genesis and the secret into the folder; {@link #start} starts the process. */
  ExecutionProcess(Path program, ExecutionGenesis genesis, Path folder) {
    this.program = program;
    this.genesis = genesis;
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      Files.writeString(genesisFile(), genesis.toJson());
      Files.writeString(jwtSecretFile(), SECRET);
      Files.setPosixFilePermissions(jwtSecretFile(), PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command of the process. */
  abstract List<String> command();

  /** What has to be done in an empty folder before the first start. */
  abstract void initialise();

  /** Name of the program. */
  public abstract String name();

  /** Starts the process and waits until both of its ports answer. */
  public final void start() {
    if (Files.notExists(chainFolder())) {
      initialise();
    }
    var started = ChildProcess.start(command(), logFile());
    process = started;
    try (var client = connect()) {
      started.await(() -> answers(client), START_LIMIT);
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** Stops the process as an operator would. */
  public final void stop() {
    running().interrupt();
  }

  /** Kills the process with signal 9. */
  public final void kill() {
    running().kill();
  }

  /** Holds the process; its sockets stay open. */
  public final void pause() {
    running().pause();
  }

  /** Lets a held process go on. */
  public final void resume() {
    running().resume();
  }

  /** Removes all that the stopped process has stored. */
  public final void wipe() {
    try (var files = Files.walk(chainFolder())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of the engine port. */
  public final URI engineUrl() {
    return URI.create("http://127.0.0.1:" + enginePort());
  }

  /** Address of the public port. */
  public final URI rpcUrl() {
    return URI.create("http://127.0.0.1:" + rpcPort());
  }

  /** File with the secret of the engine port. */
  public final Path jwtSecretFile() {
    return folder.resolve("jwt.hex");
  }

  /** What the process was initialised with. */
  public final ExecutionGenesis genesis() {
    return genesis;
  }

  /** A new connection to the engine port. */
  public final EngineApiClient connect() {
    return connect(settings(engineUrl()));
  }

  /** The usual settings, with this address for the engine port. */
  public final EngineApiSettings settings(URI engine) {
    var usual = EngineApiSettings.of(engine);
    return new EngineApiSettings(
        engine,
        rpcUrl(),
        usual.thoroughTimeout(),
        usual.quickTimeout(),
        usual.maxAnswerBytes(),
        usual.maxConcurrentCalls());
  }

  /** A new connection with other settings, but the right secret. */
  public final EngineApiClient connect(EngineApiSettings settings) {
    return new EngineApiClient(settings, JwtSecret.load(jwtSecretFile()), Clock.systemUTC());
  }

  @Override
  public final void close() {
    if (process != null) {
      process.close();
    }
  }

  final Path program() {
    return program;
  }

  final Path genesisFile() {
    return folder.resolve("genesis.json");
  }

  final Path chainFolder() {
    return folder.resolve("chain");
  }

  final Path logFile() {
    return folder.resolve("client.log");
  }

  final int enginePort() {
    return ports.get(0);
  }

  final int rpcPort() {
    return ports.get(1);
  }

  final int peerPort() {
    return ports.get(2);
  }

  private ChildProcess running() {
    if (process == null) {
      throw new IllegalStateException(name() + " was not started");
    }
    return process;
  }

  private boolean answers(EngineApiClient client) {
    try (var rpc = new Socket(InetAddress.getLoopbackAddress(), rpcPort())) {
      client.chainId().toCompletableFuture().join();
      return rpc.isConnected();
    } catch (IOException | CompletionException e) {
      return false;
    }
  }
}
