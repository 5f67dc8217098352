package io.alys.integration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that a test started; it ends with the JVM at the latest. */
public final class ChildProcess implements AutoCloseable {

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int SHOWN_LOG = 2_000;

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a command whose output goes to the end of a file. */
  public static ChildProcess start(List<String> command, Path log) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      RUNNING.add(process);
      return new ChildProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end; fails with the log's end when it does not come or the code is not 0. */
  public void awaitSuccess(Duration limit) {
    if (!awaitExit(limit) || process.exitValue() != 0) {
      close();
      throw new IllegalStateException("process failed: " + logTail());
    }
  }

  /** Asks again and again until the answer is yes; fails early when the process ends. */
  public void await(BooleanSupplier ready, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (awaitExit(Duration.ofMillis(20)) || System.nanoTime() - end > 0) {
        throw new IllegalStateException("process is not ready: " + logTail());
      }
    }
  }

  /** SIGINT, as Ctrl-C does; waits for the end. */
  public void interrupt() {
    signal("INT");
    if (!awaitExit(GRACE)) {
      kill();
    }
  }

  /** SIGKILL; waits for the end. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(GRACE);
  }

  /** SIGSTOP: the process keeps its sockets but does nothing. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private boolean awaitExit(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }

  private String logTail() {
    try {
      var text = Files.readString(log, StandardCharsets.ISO_8859_1);
      return text.substring(Math.max(0, text.length() - SHOWN_LOG));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }
}
