package io.alys.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Checks the values of one record in its constructor, and refuses all bad ones at once with {@link
 * InvalidSettings}.
 */
final class Checks {

  /** The shortest time that anything waits. */
  static final Duration SHORTEST = Duration.ofMillis(10);

  private static final int MAX_PORT = 65_535;

  private final String section;
  private final List<InvalidSettings.Violation> violations = new ArrayList<>();

  private Checks(String section) {
    this.section = section;
  }

  /** Checks for the settings of a section; its keys are given without the section's name. */
  static Checks of(String section) {
    return new Checks(section);
  }

  Checks that(boolean holds, String key, String problem, String fix) {
    if (!holds) {
      var path = section.isEmpty() ? key : section + "." + key;
      violations.add(new InvalidSettings.Violation(path, problem, fix));
    }
    return this;
  }

  Checks within(String key, long value, long lowest, long highest) {
    return that(
        value >= lowest && value <= highest,
        key,
        "is " + value,
        "choose " + lowest + " to " + highest);
  }

  Checks within(String key, Duration value, Duration lowest, Duration highest) {
    return that(
        value.compareTo(lowest) >= 0 && value.compareTo(highest) <= 0,
        key,
        "is " + text(value),
        "choose " + text(lowest) + " to " + text(highest));
  }

  Checks port(String key, int value) {
    return within(key, value, 1, MAX_PORT);
  }

  /** An address of a server; it must carry no password, since addresses are shown. */
  Checks httpUrl(String key, URI value) {
    if (value.getRawUserInfo() != null) {
      return that(false, key, "contains a user or a password", "leave them out");
    }
    var scheme = value.getScheme() == null ? "" : value.getScheme().toLowerCase(Locale.ROOT);
    return that(
        (scheme.equals("http") || scheme.equals("https")) && value.getHost() != null,
        key,
        "is " + value,
        "write it as http://HOST:PORT");
  }

  /** Ends the checks. */
  void done() {
    if (!violations.isEmpty()) {
      throw new InvalidSettings(violations);
    }
  }

  private static String text(Duration value) {
    if (value.toMillis() % 1000 != 0 || value.isZero()) {
      return value.toMillis() + "ms";
    }
    return value.toSeconds() + "s";
  }
}
