package io.alys.node.dev;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A running program that this process started; what it says goes to a file. */
final class Child {

  /** Settings of this process that must not become settings of a node. */
  private static final Pattern OWN_SETTING = Pattern.compile("ALYS_(?!LOG_LEVEL$|HOME$).*");

  private final ChildPlan plan;
  private final Process process;
  private final Instant started;

  private Child(ChildPlan plan, Process process) {
    this.plan = plan;
    this.process = process;
    this.started = process.info().startInstant().orElseGet(Instant::now);
  }

  /**
   * Starts a program.
   *
   * @param log where its output is appended
   */
  static Child start(ChildPlan plan, Path log) {
    try {
      Files.createDirectories(plan.folder());
      plan.preparation().run();
      Files.createDirectories(log.toAbsolutePath().resolveSibling("."));
      Files.writeString(
          log,
          "--- started %s: %s%n".formatted(Instant.now(), String.join(" ", plan.command())),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      var builder = new ProcessBuilder(ownSession(plan.command()));
      builder.directory(plan.folder().toFile());
      builder.redirectErrorStream(true);
      builder.redirectInput(Redirect.from(new File("/dev/null")));
      builder.redirectOutput(Redirect.appendTo(log.toFile()));
      cleanEnvironment(builder.environment()).putAll(plan.environment());
      return new Child(plan, builder.start());
    } catch (IOException e) {
      throw DevFailure.willNotHeal(
          plan.name() + " can't be started (" + e.getMessage() + "): see " + log);
    }
  }

  /**
   * In a session of its own, where there is a program for it (not on macOS): Ctrl-C in a terminal
   * would else reach all programs at once, and not in the order in which they must stop.
   */
  private static List<String> ownSession(List<String> command) {
    var setsid = Programs.onPath("setsid");
    if (setsid.isEmpty()) {
      return command;
    }
    var prefixed = new ArrayList<>(List.of(setsid.get().toString()));
    prefixed.addAll(command);
    return prefixed;
  }

  private static Map<String, String> cleanEnvironment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> OWN_SETTING.matcher(name).matches());
    return environment;
  }

  String name() {
    return plan.name();
  }

  long pid() {
    return process.pid();
  }

  Instant started() {
    return started;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Asks it to stop, waits, and kills it when it does not; whether it stopped by itself. */
  boolean stop(Duration patience) throws InterruptedException {
    if (!process.isAlive()) {
      return true;
    }
    process.destroy();
    if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    process.destroyForcibly();
    process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    return false;
  }
}
