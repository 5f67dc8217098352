package io.alys.system.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a checkout: what git knows or would add; in an export without git, all of them. */
record Repository(Path root) {
  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", "programs", ".alys", ".idea", "out", "cache");

  List<String> files() {
    return (Files.exists(root.resolve(".git")) ? known() : walked())
        .filter(file -> Files.isRegularFile(path(file)))
        .sorted()
        .toList();
  }

  List<String> javaFiles() {
    return files().stream().filter(file -> file.endsWith(".java")).toList();
  }

  Path path(String file) {
    return root.resolve(file);
  }

  String read(String file) {
    try {
      return Files.readString(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  void write(String file, String text) {
    try {
      Files.writeString(path(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  private Stream<String> known() {
    try {
      var git =
          new ProcessBuilder("git", "ls-files", "-z", "-co", "--exclude-standard")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var list = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(list.split("\0")).filter(file -> !file.isEmpty()).distinct();
    } catch (IOException e) {
      throw new UncheckedIOException("git ls-files", e);
    }
  }

  private Stream<String> walked() {
    try (var paths = Files.walk(root)) {
      return paths
          .map(path -> root.relativize(path))
          .filter(path -> Stream.of(path.toString().split("[/\\\\]")).noneMatch(NOT_OURS::contains))
          .map(path -> path.toString().replace('\\', '/'))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(root.toString(), e);
    }
  }
}
