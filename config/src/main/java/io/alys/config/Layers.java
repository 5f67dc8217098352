package io.alys.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads each layer above reference.conf; what can't be read is a problem. */
final class Layers {

  private static final String COMMAND_LINE = "command line";

  private final KnownSettings known;
  private final List<ConfigProblem> problems;

  Layers(KnownSettings known, List<ConfigProblem> problems) {
    this.known = known;
    this.problems = problems;
  }

  /** Settings by name; the name of the root may be left out. */
  Config commandLine(Map<String, String> overrides) {
    var layer = ConfigFactory.empty();
    for (var entry : new TreeMap<>(overrides).entrySet()) {
      var path = entry.getKey();
      if (!path.startsWith(KnownSettings.ROOT + ".")) {
        path = KnownSettings.ROOT + "." + path;
      }
      if (known.contains(path)) {
        layer =
            layer.withValue(path, ConfigValueFactory.fromAnyRef(entry.getValue(), COMMAND_LINE));
      } else {
        problems.add(
            new ConfigProblem(COMMAND_LINE, path, "is no setting", known.suggestion(path)));
      }
    }
    return layer;
  }

  /** Variables with an empty value count as unset, as scripts and compose files pass them. */
  Config environment(Map<String, String> variables) {
    var layer = ConfigFactory.empty();
    for (var entry : new TreeMap<>(variables).entrySet()) {
      var name = entry.getKey();
      var path = known.ofVariable(name);
      if (entry.getValue().isEmpty()) {
        continue;
      }
      if (path.isPresent()) {
        layer = layer.withValue(path.get(), ConfigValueFactory.fromAnyRef(entry.getValue(), name));
      } else if (known.isUnknownVariable(name)) {
        problems.add(
            new ConfigProblem(
                "environment", name, "stands for no setting", known.variableSuggestion(name)));
      }
    }
    return layer;
  }

  /**
   * A file, in which {@code ${NAME}} may stand for a variable of the environment; nothing when it
   * can't be read.
   */
  Optional<Config> file(@Nullable Path file, Map<String, String> environment) {
    if (file == null) {
      return Optional.of(ConfigFactory.empty());
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      var fix = "name a file that exists and that you may read";
      problems.add(new ConfigProblem(file.toString(), "", "cannot be read", fix));
      return Optional.empty();
    }
    try {
      var options =
          ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
      var parsed = ConfigFactory.parseFile(file.toFile(), options);
      var variables = ConfigValueFactory.fromMap(environment, "environment");
      return Optional.of(
          parsed.resolveWith(parsed.withFallback(variables), ConfigResolveOptions.noSystem()));
    } catch (ConfigException e) {
      problems.add(syntax(file, e));
      return Optional.empty();
    }
  }

  private static ConfigProblem syntax(Path file, ConfigException e) {
    var origin = e.origin() == null ? file.toString() : Settings.place(e.origin());
    var message = e.getMessage() == null ? "is damaged" : e.getMessage();
    if (e.origin() != null) {
      message = message.replace(e.origin().description() + ": ", "");
    }
    return new ConfigProblem(origin, "", message, "correct the file's syntax");
  }
}
