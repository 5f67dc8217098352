package io.alys.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The names of all settings, and what somebody may have meant who wrote another one. */
final class KnownSettings {

  /** Above all settings, since Akka's stand in files of the same form. */
  static final String ROOT = "alys";

  private static final String VARIABLE_PREFIX = "ALYS_";

  /** Variables of the launcher and of provisioning, which are no settings of a node. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          "ALYS_ANVIL",
          "ALYS_BITCOIND",
          "ALYS_BITCOIN_CLI",
          "ALYS_CAST",
          "ALYS_CONFIG",
          "ALYS_DIST",
          "ALYS_ETHEREUMJS",
          "ALYS_FORGE",
          "ALYS_GETH",
          "ALYS_HOME",
          "ALYS_JAVA_HOME",
          "ALYS_JAVA_OPTS",
          "ALYS_LIBP2P_PEER",
          "ALYS_LOG_LEVEL",
          "ALYS_MAVEN_REPOSITORY",
          "ALYS_PROGRAMS",
          "ALYS_PROMLINT",
          "ALYS_SOLC");

  /** What Kubernetes adds for a service whose name starts with alys. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("ALYS_(.*_)?(SERVICE_(HOST|PORT.*)|PORT(_\\d+_(TCP|UDP).*)?)");

  private final Set<String> paths;
  private final SortedMap<String, String> variables = new TreeMap<>();

  KnownSettings(Set<String> paths) {
    this.paths = paths;
    paths.forEach(path -> variables.put(variable(path), path));
  }

  boolean contains(String path) {
    return paths.contains(path);
  }

  /** Whether there are settings below this name. */
  boolean isSection(String path) {
    return paths.stream().anyMatch(it -> it.startsWith(path + "."));
  }

  /** The setting that a variable of the environment stands for. */
  Optional<String> ofVariable(String variable) {
    return Optional.ofNullable(variables.get(variable));
  }

  /** Whether a variable looks like a setting and is none. */
  boolean isUnknownVariable(String variable) {
    return variable.startsWith(VARIABLE_PREFIX)
        && !variables.containsKey(variable)
        && !OTHER_VARIABLES.contains(variable)
        && !SERVICE_LINK.matcher(variable).matches();
  }

  /** What to do about a name that does not exist. */
  String suggestion(String path) {
    var under = ROOT + "." + path;
    if (paths.contains(under) || isSection(under)) {
      return "write " + under;
    }
    return Closest.to(path, paths)
        .map(it -> "did you mean " + it + "?")
        .orElse("leave it out; reference.conf lists every setting");
  }

  /** What to do about a variable that stands for no setting. */
  String variableSuggestion(String variable) {
    return Closest.to(variable, variables.keySet())
        .map(it -> "did you mean " + it + "?")
        .orElse("unset it; variables that start with ALYS_ are settings");
  }

  private static String variable(String path) {
    return path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
