package io.alys.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a configuration comes from, the later the stronger; below them all lies {@code
 * reference.conf}.
 *
 * @param file an alys.conf, or null for none
 * @param environment the process' variables; those that start with {@code ALYS_} are settings
 * @param overrides the command line's, by a setting's name with or without {@code alys.}
 * @param workingFolder what relative paths from outside files count from
 */
public record ConfigSources(
    @Nullable Path file,
    Map<String, String> environment,
    Map<String, String> overrides,
    Path workingFolder) {

  /** Keeps copies of the maps. */
  public ConfigSources {
    environment = Map.copyOf(environment);
    overrides = Map.copyOf(overrides);
  }

  /** The running process' sources. */
  public static ConfigSources ofProcess(@Nullable Path file, Map<String, String> overrides) {
    return new ConfigSources(file, System.getenv(), overrides, Path.of("").toAbsolutePath());
  }
}
