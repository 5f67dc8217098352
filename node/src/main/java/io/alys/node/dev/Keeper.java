package io.alys.node.dev;

import io.alys.node.dev.DevOptions.Restarts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps programs running: says what they do, starts again those that die, and stops them in order,
 * the one that was started last first.
 */
final class Keeper {

  private static final int LAST_LINES = 5;
  private static final int WILL_NOT_HEAL = 2;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  private final Console console;
  private final ProcessLedger ledger;
  private final Restarts restarts;
  private final List<Program> programs = new ArrayList<>();

  Keeper(Console console, ProcessLedger ledger, Restarts restarts) {
    this.console = console;
    this.ledger = ledger;
    this.restarts = restarts;
  }

  /** Starts a program and keeps it from now on. */
  Program start(Program program) {
    programs.add(program);
    program.start();
    record();
    return program;
  }

  List<Program> programs() {
    return List.copyOf(programs);
  }

  /** Looks after everything once; whether a program was started or died. */
  boolean look(Instant now) {
    boolean changed = false;
    for (var program : programs) {
      program.news().forEach(line -> console.event(program.name(), line));
      var death = program.death();
      if (death.isPresent()) {
        report(program, death.get(), now);
        changed = true;
      }
      if (program.isDue(now)) {
        program.start();
        console.event(program.name(), "started again");
        changed = true;
      }
    }
    if (changed) {
      record();
    }
    return changed;
  }

  private void report(Program program, Child dead, Instant now) {
    console.event(program.name(), "died, " + cause(dead.exitCode()) + "; its last lines:");
    LogTail.last(program.log(), LAST_LINES).forEach(line -> console.line("    " + line));
    if (dead.exitCode() == WILL_NOT_HEAL && program.name().startsWith("node-")) {
      throw DevFailure.willNotHeal(
          program.name() + " can't go on until something is changed: all is in " + program.log());
    }
    if (restarts == Restarts.OFF) {
      console.event(
          program.name(), "is left stopped; by hand: " + String.join(" ", program.command()));
      return;
    }
    var delay = program.startLater(dead, now);
    console.event(program.name(), "is started again in " + delay.toMillis() + " ms");
  }

  private static String cause(int exitCode) {
    return exitCode > 128 ? "killed by signal " + (exitCode - 128) : "exit code " + exitCode;
  }

  /** Stops everything in order. */
  void stop() throws InterruptedException {
    for (var program : programs.reversed()) {
      var child = program.running();
      if (child.isPresent()) {
        boolean stopped = child.get().stop(STOP_PATIENCE);
        program.news().forEach(line -> console.event(program.name(), line));
        console.event(program.name(), stopped ? "stopped" : "did not stop in time and was killed");
      }
    }
    ledger.delete();
  }

  private void record() {
    ledger.write(
        programs.stream()
            .flatMap(it -> it.running().stream())
            .map(it -> new ProcessLedger.Entry(it.name(), it.pid(), it.started()))
            .toList());
  }
}
