package io.alys.node.http;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds which process listens on a TCP port, where /proc tells; empty wherever it does not. */
public final class PortHolder {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";

  private PortHolder() {}

  /** " by process 1234 (bitcoind)", or nothing when the process is unknown. */
  static String describe(int port) {
    return find(port)
        .map(pid -> " by process " + pid + name(pid).map(n -> " (" + n + ")").orElse(""))
        .orElse("");
  }

  /** The process id of a listener on {@code port} whose sockets this user may see. */
  public static Optional<Long> find(int port) {
    try {
      var inodes = new HashSet<String>();
      listeners(PROC.resolve("net/tcp"), port, inodes);
      listeners(PROC.resolve("net/tcp6"), port, inodes);
      return inodes.isEmpty() ? Optional.empty() : holder(inodes);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static void listeners(Path table, int port, Set<String> inodes) throws IOException {
    if (!Files.isReadable(table)) {
      return;
    }
    var suffix = String.format(":%04X", port);
    for (var line : Files.readAllLines(table)) {
      var columns = line.strip().split("\\s+");
      if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
        inodes.add("socket:[" + columns[9] + "]");
      }
    }
  }

  private static Optional<Long> holder(Set<String> inodes) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var process : processes) {
        if (holds(process.resolve("fd"), inodes)) {
          return Optional.of(Long.valueOf(process.getFileName().toString()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path descriptors, Set<String> inodes) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
      for (var file : files) {
        if (inodes.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      // Another user's process, or one that ended meanwhile.
      return false;
    }
  }

  private static Optional<String> name(long pid) {
    try {
      return Optional.of(Files.readString(PROC.resolve(pid + "/comm")).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
