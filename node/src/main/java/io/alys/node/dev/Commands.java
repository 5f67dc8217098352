package io.alys.node.dev;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs that end by themselves. */
final class Commands {

  private static final long PATIENCE_SECONDS = 60;

  private Commands() {}

  /** Runs a program to its end; what it says is appended to a file. */
  static void run(List<String> command, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().resolveSibling("."));
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw DevFailure.mayHeal(command.getFirst() + " did not end: see " + log);
      }
      if (process.exitValue() != 0) {
        throw DevFailure.willNotHeal(
            "%s failed (%s): see %s"
                .formatted(command.getFirst(), String.join(" ", LogTail.last(log, 1)), log));
      }
    } catch (IOException e) {
      throw DevFailure.willNotHeal(
          command.getFirst() + " can't be started (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DevFailure.mayHeal("interrupted");
    }
  }
}
