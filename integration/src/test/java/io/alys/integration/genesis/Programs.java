package io.alys.integration.genesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds and runs outside programs, as {@code docker/local/provision} knows them. */
final class Programs {
  private Programs() {}

  /** The root of the checkout. */
  static Path repository() {
    return Path.of(System.getProperty("alys.repo.root", "..")).toAbsolutePath().normalize();
  }

  /** The program's path, unless this machine has none. */
  static Optional<String> find(String name) throws IOException, InterruptedException {
    var provision = repository().resolve("docker/local/provision").toString();
    var which =
        new ProcessBuilder(provision, "--which", name)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var answer = new String(which.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return which.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
  }

  /** What the command prints; it must succeed. */
  static String run(List<String> command, String input) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(command + " ended with " + code + ": " + output);
    }
    return output;
  }
}
