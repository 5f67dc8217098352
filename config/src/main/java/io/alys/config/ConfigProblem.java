package io.alys.config;

/**
 * One reason why a configuration is refused.
 *
 * @param origin where it comes from: {@code alys.conf:12}, {@code ALYS_RPC_PORT}, {@code command
 *     line}
 * @param key the setting's full name, or empty when the whole source is meant
 * @param problem what is wrong with it, to be read after the key
 * @param fix what to do about it, as an imperative
 */
public record ConfigProblem(String origin, String key, String problem, String fix) {

  /** All of it in one line. */
  public String line() {
    var subject = key.isEmpty() ? problem : key + " " + problem;
    var text = origin + ": " + subject + (fix.isEmpty() ? "" : ": " + fix);
    return text.replaceAll("\\s+", " ") + (text.endsWith("?") ? "" : ".");
  }

  @Override
  public String toString() {
    return line();
  }
}
