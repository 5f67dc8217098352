package io.alys.system.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What this machine has: outside programs and the node's own jars. */
final class Machine {
  /** The launcher's flags, and a JVM that starts faster and leaves the other processor alone. */
  private static final List<String> JVM_FLAGS =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx384m");

  private Machine() {}

  /** The root of the checkout. */
  static Path repository() {
    return Path.of(System.getProperty("alys.repo.root", "..")).toAbsolutePath().normalize();
  }

  /** The program's path; a test that needs one which is nowhere is skipped and names it. */
  static Path require(String program) {
    var path = find(program);
    assumeTrue(path.isPresent(), () -> program + " is missing: ./alys provision " + program);
    return path.orElseThrow();
  }

  /** Where docker/local/provision finds the program. */
  static Optional<Path> find(String program) {
    var provision = repository().resolve("docker/local/provision").toString();
    try {
      var which =
          new ProcessBuilder(provision, "--which", program)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var path = new String(which.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return which.waitFor() == 0 ? Optional.of(Path.of(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking for " + program, e);
    }
  }

  /** A command line of the node, from the jars that Maven's package phase made in this run. */
  static List<String> alys(String... arguments) {
    var classPath = Files.isDirectory(jars()) ? jars() + "/*" : ownClassPath();
    return java(classPath, "io.alys.node.Main", arguments);
  }

  /** A command line of a class of the tests. */
  static List<String> java(Class<?> main, String... arguments) {
    return java(ownClassPath(), main.getName(), arguments);
  }

  private static List<String> java(String classPath, String main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_FLAGS);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  static Path jars() {
    return repository().resolve("node/target/dist/lib");
  }

  private static String ownClassPath() {
    return System.getProperty("java.class.path");
  }
}
