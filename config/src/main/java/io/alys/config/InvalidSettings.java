package io.alys.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Values that a configuration record refuses, all of that record at once. */
public final class InvalidSettings extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  InvalidSettings(List<Violation> violations) {
    super(violations.stream().map(Violation::text).collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  /** What is wrong, at least one. */
  public List<Violation> violations() {
    return violations;
  }

  /**
   * One bad value.
   *
   * @param key the setting, without {@code alys.}
   * @param problem what is wrong with it, to be read after the key
   * @param fix what to do, as an imperative
   */
  public record Violation(String key, String problem, String fix) {
    String text() {
      return key + " " + problem + ": " + fix;
    }
  }
}
