package io.alys.integration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Finds the outside programs that {@code docker/local/provision} installs, and ports for them. */
public final class Programs {

  private static final int SECONDS_TO_FIND = 20;

  private Programs() {}

  /** The root of the checkout. */
  public static Path repository() {
    return Path.of(System.getProperty("alys.repo.root", "..")).toAbsolutePath().normalize();
  }

  /** The program's path, unless this machine has none. */
  public static Optional<Path> find(String name) {
    var provision = repository().resolve("docker/local/provision").toString();
    try {
      var which =
          new ProcessBuilder(provision, "--which", name)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var path = new String(which.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean found = which.waitFor(SECONDS_TO_FIND, TimeUnit.SECONDS) && which.exitValue() == 0;
      return found ? Optional.of(Path.of(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking for " + name, e);
    }
  }

  /** What the command prints for this input; it must succeed. */
  public static String run(List<String> command, String input) {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  /** The program's path; without it, the test is skipped and says which program it lacks. */
  public static Path require(String name) {
    var path = find(name);
    Assumptions.assumeTrue(
        path.isPresent(), () -> name + " is not on this machine: docker/local/provision " + name);
    return path.orElseThrow();
  }
}
