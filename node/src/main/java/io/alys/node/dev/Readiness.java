package io.alys.node.dev;

import io.alys.node.cli.StopRequest;
import java.time.Duration;
import java.time.Instant;

/** Waits until programs answer. */
final class Readiness {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final int LAST_LINES = 5;

  private final StopRequest stop;
  private final Console console;

  /** Whether a program answers now. */
  @FunctionalInterface
  interface Question {
    boolean isAnswered() throws InterruptedException;
  }

  Readiness(StopRequest stop, Console console) {
    this.stop = stop;
    this.console = console;
  }

  /** Waits for the program's answer; false when a stop was requested meanwhile. */
  boolean await(Program program, Question question) throws InterruptedException {
    var started = Instant.now();
    while (!stop.isRequested()) {
      if (question.isAnswered()) {
        var took = Duration.between(started, Instant.now()).toMillis();
        console.event(
            program.name(), "answers after %d.%d s".formatted(took / 1000, took / 100 % 10));
        return true;
      }
      var death = program.death();
      if (death.isPresent()) {
        throw death(program, death.get());
      }
      if (Duration.between(started, Instant.now()).compareTo(DEADLINE) > 0) {
        throw DevFailure.mayHeal(
            "%s does not answer within %d s: see %s"
                .formatted(program.name(), DEADLINE.toSeconds(), program.log()));
      }
      if (stop.await(POLL)) {
        return false;
      }
    }
    return false;
  }

  private DevFailure death(Program program, Child dead) {
    LogTail.last(program.log(), LAST_LINES).forEach(line -> console.line("    " + line));
    var line =
        "%s ended with exit code %d instead of starting: see the lines above, all is in %s"
            .formatted(program.name(), dead.exitCode(), program.log());
    return dead.exitCode() == 2 ? DevFailure.willNotHeal(line) : DevFailure.mayHeal(line);
  }
}
