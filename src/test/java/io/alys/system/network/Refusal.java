package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The start of a node that refuses to: it ends by itself, with a code and one line. */
record Refusal(int exitCode, String line) {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int LONGEST_LINE = 600;

  /** What the log adds, in standard error too. */
  private static final Pattern LOGGED = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ (INFO|WARN) ");

  /** Starts a node with settings on the command line as key=value. */
  static Refusal of(LocalNode node, String... settings) {
    return of(node.folder(), node.files().node().config(), node.settings(settings));
  }

  /** Starts a node in a folder with a configuration file and settings. */
  static Refusal of(Path folder, Path config, List<String> settings) {
    var command = LocalNode.command(config, settings);
    try (var process = ChildProcess.start(command, folder, "refused-" + System.nanoTime())) {
      int code = process.awaitExit(LIMIT);
      var lines =
          process.errors().lines().filter(line -> !LOGGED.matcher(line).lookingAt()).toList();
      assertThat(lines).as("lines for the operator, exit code " + code).hasSize(1);
      System.out.println(code + "  " + lines.getFirst());
      return new Refusal(code, lines.getFirst());
    }
  }

  /** Checks the code, and that the line names these and is one that a person can read. */
  void says(int code, String... words) {
    assertThat(line).startsWith("alys node: ").contains(words);
    assertThat(line).doesNotContain("Exception").hasSizeLessThan(LONGEST_LINE);
    assertThat(exitCode).as(line).isEqualTo(code);
  }
}
