package io.alys.integration.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that prints a line for each acknowledged change, until kill -9 ends it. */
final class KilledProcess {

  private KilledProcess() {}

  /**
   * Runs {@code main}, kills it when it has printed {@code lines} lines, returns all it printed.
   */
  static List<String> run(Class<?> main, int lines, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    try {
      var process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      try (var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        return readAndKill(process, output, lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> readAndKill(Process process, BufferedReader output, int lines)
      throws IOException {
    var printed = new ArrayList<String>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      printed.add(line);
      if (printed.size() == lines) {
        process.toHandle().destroyForcibly();
      }
    }
    return printed;
  }
}
