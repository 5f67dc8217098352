package io.alys.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.alys.config.ConfigResult.Setting;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The merged settings, read by type. A value of the wrong type is a problem, and the default is
 * read in its place, so that one pass finds every problem. Names are given without the root's.
 */
final class Settings {

  private static final Pattern BARE_NUMBER = Pattern.compile("\\s*[-+]?\\d+(\\.\\d+)?\\s*");

  private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");

  private static final String WANTED_DURATION = "a duration with its unit, such as 500ms or 2s";

  private static final String WANTED_URL = "an address such as http://127.0.0.1:8551";

  private final SortedMap<String, ConfigValue> values;
  private final SortedMap<String, ConfigValue> defaults;
  private final Path workingFolder;
  private final List<ConfigProblem> problems;

  Settings(Config merged, Config reference, Path workingFolder, List<ConfigProblem> problems) {
    this.values = flatten(merged);
    this.defaults = flatten(reference);
    this.workingFolder = workingFolder;
    this.problems = problems;
  }

  /** Every value by its full name, {@code null} ones and empty sections too. */
  static SortedMap<String, ConfigValue> flatten(Config config) {
    var leaves = new TreeMap<String, ConfigValue>();
    flatten("", config.root(), leaves);
    return leaves;
  }

  private static void flatten(String prefix, ConfigObject object, Map<String, ConfigValue> leaves) {
    object.forEach(
        (key, value) -> {
          var path = prefix + ConfigUtil.joinPath(key);
          if (value instanceof ConfigObject section && !section.isEmpty()) {
            flatten(path + ".", section, leaves);
          } else {
            leaves.put(path, value);
          }
        });
  }

  /** Where a value comes from, for people. */
  static String place(ConfigOrigin origin) {
    var name = origin.resource();
    if (name == null) {
      name = origin.filename();
    }
    if (name == null) {
      return origin.description();
    }
    return origin.lineNumber() > 0 ? name + ":" + origin.lineNumber() : name;
  }

  /** Finds names that are no settings. */
  void refuseUnknown(KnownSettings known) {
    values.forEach(
        (path, value) -> {
          boolean section = known.isSection(path);
          boolean empty = value.valueType() == ConfigValueType.OBJECT && section;
          if (!known.contains(path) && !empty) {
            var problem = section ? "is a section, not a value" : "is no setting";
            var fix = section ? "write " + path + " { … }" : known.suggestion(path);
            problems.add(new ConfigProblem(place(value.origin()), path, problem, fix));
          }
        });
  }

  /** Every setting with what was written and where. */
  SortedMap<String, Setting> all() {
    var all = new TreeMap<String, Setting>();
    defaults
        .keySet()
        .forEach(
            path -> {
              var value = value(path);
              all.put(path, new Setting(text(value), place(value.origin())));
            });
    return all;
  }

  boolean isSet(String key) {
    return value(full(key)).valueType() != ConfigValueType.NULL;
  }

  /** Whether two settings that need each other are set; a problem when only one is. */
  boolean bothOrNone(String first, String second) {
    if (isSet(first) == isSet(second)) {
      return isSet(first);
    }
    var missing = isSet(first) ? second : first;
    var present = isSet(first) ? first : second;
    problem(missing, "is not set, " + present + " is", "set both or none");
    return false;
  }

  /** Addresses, separated by commas. */
  List<URI> urls(String key) {
    return read(
        key,
        "addresses such as https://signer-1:9000, https://signer-2:9000",
        List.<URI>of(),
        config -> Stream.of(config.getString("v").split(",")).map(Settings::parseUrl).toList());
  }

  /** A text that must be there; empty, and a problem, when it is not. */
  String text(String key, String fix) {
    if (!isSet(key)) {
      problem(key, "is not set", fix);
      return "";
    }
    return text(value(full(key)));
  }

  /** A path, relative to the folder of the file that it is written in. */
  Path path(String key, String fix) {
    var text = text(key, fix);
    if (text.isBlank() && isSet(key)) {
      problem(key, "is empty", fix);
    }
    try {
      return base(value(full(key)).origin()).resolve(text).normalize();
    } catch (InvalidPathException e) {
      problem(key, "is no path", fix);
      return workingFolder;
    }
  }

  /** A path that need not be given. */
  Optional<Path> optionalPath(String key, String fix) {
    return isSet(key) ? Optional.of(path(key, fix)) : Optional.empty();
  }

  private Path base(ConfigOrigin origin) {
    if (origin.resource() != null || origin.filename() == null) {
      return workingFolder;
    }
    var folder = workingFolder.resolve(Path.of(origin.filename())).getParent();
    return folder == null ? workingFolder : folder;
  }

  boolean flag(String key) {
    return read(key, "true or false", config -> config.getBoolean("v"));
  }

  int number(String key) {
    return read(key, "a whole number", Settings::number);
  }

  /** A number that need not be given. */
  int number(String key, int otherwise) {
    return isSet(key) ? read(key, "a whole number", otherwise, Settings::number) : otherwise;
  }

  double ratio(String key) {
    return read(key, "a number from 0 to 1", config -> config.getDouble("v"));
  }

  /** A number, or what {@code auto} stands for. */
  int numberOrAuto(String key, int auto) {
    return read(
        key,
        "auto or a whole number",
        config -> config.getString("v").strip().equals("auto") ? auto : number(config));
  }

  private static int number(Config config) {
    return Math.toIntExact(Long.parseLong(config.getString("v").strip()));
  }

  Duration duration(String key) {
    return read(key, WANTED_DURATION, Settings::duration);
  }

  /** A duration that need not be given. */
  Duration duration(String key, Duration otherwise) {
    return isSet(key) ? read(key, WANTED_DURATION, otherwise, Settings::duration) : otherwise;
  }

  private static Duration duration(Config config) {
    requireUnit(config);
    return config.getDuration("v");
  }

  /** A size in bytes. */
  int size(String key) {
    return read(
        key,
        "a size with its unit, such as 64 KiB or 1 MiB",
        config -> {
          requireUnit(config);
          return Math.toIntExact(config.getBytes("v"));
        });
  }

  private static void requireUnit(Config config) {
    if (BARE_NUMBER.matcher(config.getString("v")).matches()) {
      throw new IllegalArgumentException("no unit");
    }
  }

  URI url(String key) {
    return read(key, WANTED_URL, Settings::url);
  }

  /** An address that need not be given. */
  Optional<URI> optionalUrl(String key) {
    var none = Optional.<URI>empty();
    return isSet(key) ? read(key, WANTED_URL, none, it -> Optional.of(url(it))) : none;
  }

  private static URI url(Config config) {
    return parseUrl(config.getString("v"));
  }

  private static URI parseUrl(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** An address to listen on: no name is looked up but that of this machine itself. */
  InetAddress address(String key) {
    return read(
        key,
        "an IP address such as 127.0.0.1, 0.0.0.0 or ::1",
        config -> {
          var text = config.getString("v").strip();
          return text.equals("localhost")
              ? InetAddress.getLoopbackAddress()
              : InetAddress.ofLiteral(text);
        });
  }

  /** Several texts: a list, or one text with commas or spaces between them. */
  List<String> texts(String key) {
    return read(key, "a list of texts", Settings::texts);
  }

  private static List<String> texts(Config config) {
    var texts =
        config.getValue("v").valueType() == ConfigValueType.LIST
            ? config.getStringList("v")
            : SEPARATORS.splitAsStream(config.getString("v")).filter(it -> !it.isEmpty()).toList();
    if (texts.stream().anyMatch(text -> text.chars().anyMatch(Character::isISOControl))) {
      throw new IllegalArgumentException("a control character");
    }
    return texts;
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    return read(key, names(type), config -> constant(type, config));
  }

  /** One of several that need not be given. */
  <E extends Enum<E>> E choice(String key, E otherwise) {
    var type = otherwise.getDeclaringClass();
    return isSet(key)
        ? read(key, names(type), otherwise, config -> constant(type, config))
        : otherwise;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, Config config) {
    var name = config.getString("v").strip().toUpperCase(Locale.ROOT);
    return Enum.valueOf(type, name.replace('-', '_'));
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(" or "));
  }

  /** Builds a record; what its constructor refuses becomes problems with their places. */
  <T> Optional<T> checked(Supplier<T> constructor) {
    try {
      return Optional.of(constructor.get());
    } catch (InvalidSettings e) {
      e.violations().forEach(it -> problem(it.key(), it.problem(), it.fix()));
      return Optional.empty();
    }
  }

  void problem(String key, String problem, String fix) {
    var origin = value(full(key)).origin();
    problems.add(new ConfigProblem(place(origin), full(key), problem, fix));
  }

  private <T> T read(String key, String wanted, Reading<T> reading) {
    return read(key, wanted, reading.of(single(defaultValue(full(key)))), reading);
  }

  /** Reads a value; {@code otherwise} stands for one that is a problem. */
  private <T> T read(String key, String wanted, T otherwise, Reading<T> reading) {
    var value = value(full(key));
    try {
      return reading.of(single(value));
    } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
      problem(key, "is " + shown(value), "write " + wanted);
      return otherwise;
    }
  }

  private static Config single(ConfigValue value) {
    return ConfigValueFactory.fromMap(Map.of()).withValue("v", value).toConfig();
  }

  private ConfigValue value(String path) {
    return values.getOrDefault(path, defaultValue(path));
  }

  private ConfigValue defaultValue(String path) {
    return Objects.requireNonNull(defaults.get(path), path);
  }

  private static String full(String key) {
    return KnownSettings.ROOT + "." + key;
  }

  private static String shown(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "a section";
      case LIST -> "a list";
      case NULL -> "null";
      default -> "\"" + text(value) + "\"";
    };
  }

  private static String text(ConfigValue value) {
    @Nullable Object unwrapped = value.unwrapped();
    return String.valueOf(unwrapped);
  }

  /** Takes the value {@code v} out of a configuration that holds nothing else. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(Config config);
  }
}
