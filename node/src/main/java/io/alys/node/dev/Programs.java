package io.alys.node.dev;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the programs that a network needs: by ALYS_NAME, which the launcher sets, or the PATH. */
final class Programs {

  private final Map<String, String> environment;

  Programs(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Where a program is. */
  Optional<Path> find(String name) {
    var variable = "ALYS_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    var own = environment.get(variable);
    if (own == null || own.isBlank()) {
      return onPath(name);
    }
    var path = Path.of(own);
    if (!Files.isExecutable(path)) {
      throw DevFailure.willNotHeal(
          variable + " names no program that can be run: correct it, or unset it");
    }
    return Optional.of(path);
  }

  /** The execution client that was asked for, or the first that is there. */
  Execution execution(@Nullable ExecutionKind wanted) {
    for (var kind : ExecutionKind.values()) {
      if (wanted == null || wanted == kind) {
        var program = find(kind.program());
        if (program.isPresent()) {
          return new Execution(kind, program.get());
        }
      }
    }
    var missing = wanted == null ? ExecutionKind.GETH : wanted;
    throw DevFailure.willNotHeal(
        "%s is missing: run ./alys provision %s, or set ALYS_%s to your own"
            .formatted(
                missing.program(), missing.program(), missing.program().toUpperCase(Locale.ROOT)));
  }

  static Optional<Path> onPath(String name) {
    var path = System.getenv("PATH");
    return path == null
        ? Optional.empty()
        : Arrays.stream(path.split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
  }

  /** An execution client on this machine. */
  record Execution(ExecutionKind kind, Path program) {}
}
