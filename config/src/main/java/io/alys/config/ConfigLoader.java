package io.alys.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.alys.config.ConfigResult.Loaded;
import io.alys.config.ConfigResult.Refused;
import java.util.ArrayList;

/**
 * Reads a node's configuration: reference.conf, above it alys.conf, the environment and the command
 * line. It finds every problem in one go, and says of every value where it comes from.
 */
public final class ConfigLoader {

  private ConfigLoader() {}

  /** Reads and checks everything. */
  public static ConfigResult load(ConfigSources sources) {
    var problems = new ArrayList<ConfigProblem>();
    var reference = reference();
    var known = new KnownSettings(Settings.flatten(reference).keySet());
    var layers = new Layers(known, problems);
    var file = layers.file(sources.file(), sources.environment());
    if (file.isEmpty()) {
      // What such a file would have set can't be missed: one problem, one line.
      return new Refused(problems);
    }
    var merged =
        layers
            .commandLine(sources.overrides())
            .withFallback(layers.environment(sources.environment()))
            .withFallback(file.get())
            .withFallback(reference);
    var settings = new Settings(merged, reference, sources.workingFolder(), problems);
    settings.refuseUnknown(known);
    var config = new NodeConfigReader(settings).read();
    return problems.isEmpty() && config.isPresent()
        ? new Loaded(config.get(), settings.all())
        : new Refused(problems);
  }

  /** Every setting with its default; the class path's other reference files are left out. */
  private static Config reference() {
    var options =
        ConfigParseOptions.defaults()
            .setAllowMissing(false)
            .setClassLoader(ConfigLoader.class.getClassLoader());
    return ActorSettings.complete(
        ConfigFactory.parseResources("reference.conf", options).withOnlyPath(KnownSettings.ROOT));
  }
}
