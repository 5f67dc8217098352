package io.alys.system.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process that a test started; it ends with the test's JVM at the latest. */
final class ChildProcess implements AutoCloseable {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int SHOWN_LINES = 40;

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final Path output;
  private final Path errors;

  private ChildProcess(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts a command whose output and errors are appended to name.out and name.err. */
  static ChildProcess start(List<String> command, Path folder, String name) {
    return start(command, Map.of(), folder, name);
  }

  /** Starts a command with further variables in its environment. */
  static ChildProcess start(
      List<String> command, Map<String, String> environment, Path folder, String name) {
    try {
      var output = folder.resolve(name + ".out");
      var errors = folder.resolve(name + ".err");
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
      builder.environment().putAll(environment);
      var process = builder.start();
      RUNNING.add(process);
      return new ChildProcess(process, output, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a command prints; it must end with 0 in time. */
  static String run(List<String> command, Path folder, String name) {
    try (var process = start(command, folder, name)) {
      int code = process.awaitExit(Duration.ofMinutes(2));
      if (code != 0) {
        throw new AssertionError(command + " ended with " + code + ":\n" + process.tail());
      }
      return process.output();
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code, once the process has ended by itself. */
  int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + limit.toSeconds() + " s:\n" + tail());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** SIGTERM; the exit code. */
  int terminate() {
    process.destroy();
    return awaitExit(GRACE);
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    awaitExit(GRACE);
  }

  /** SIGSTOP: sockets stay open, nothing answers. */
  void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var kill = List.of("kill", "-" + name, Long.toString(process.pid()));
      new ProcessBuilder(kill).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Everything on its standard output so far. */
  String output() {
    return read(output);
  }

  /** Everything on its standard error so far. */
  String errors() {
    return read(errors);
  }

  /** The last lines of both streams. */
  String tail() {
    return lastLines(output) + lastLines(errors);
  }

  private static String lastLines(Path file) {
    var lines = read(file).lines().toList();
    var shown = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    return "--- " + file.getFileName() + "\n" + String.join("\n", shown) + "\n";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process at once, also one that is held. */
  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    RUNNING.remove(process);
  }
}
