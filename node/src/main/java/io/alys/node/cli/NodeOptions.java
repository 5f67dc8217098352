package io.alys.node.cli;

import io.alys.config.ConfigLoader;
import io.alys.config.ConfigProblem;
import io.alys.config.ConfigResult;
import io.alys.config.ConfigSources;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command names the running node that it is about. */
final class NodeOptions {

  private static final String DEFAULT = "alys-data";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The node's data folder. Default: ALYS_DATA_DIR, else alys-data.")
  private @Nullable Path dataDir;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The node's alys.conf, which names that folder.")
  private @Nullable Path config;

  /** The running node. */
  FoundNode find() throws CannotReach {
    return FoundNode.in(folder());
  }

  private Path folder() throws CannotReach {
    if (dataDir != null && config != null) {
      throw CannotReach.forGood("give --data-dir or --config, not both");
    }
    if (config != null) {
      return folderOf(config);
    }
    return dataDir != null
        ? dataDir
        : Path.of(Objects.requireNonNullElse(System.getenv("ALYS_DATA_DIR"), DEFAULT));
  }

  private static Path folderOf(Path config) throws CannotReach {
    return switch (ConfigLoader.load(ConfigSources.ofProcess(config, Map.of()))) {
      case ConfigResult.Loaded loaded -> loaded.config().dataDir();
      case ConfigResult.Refused refused ->
          throw CannotReach.forGood(
              refused.problems().stream()
                  .map(ConfigProblem::line)
                  .collect(Collectors.joining("\n")));
    };
  }
}
