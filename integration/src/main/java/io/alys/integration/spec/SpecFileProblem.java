package io.alys.integration.spec;

/**
 * One reason why a chain spec is refused.
 *
 * @param file its name
 * @param field the field, or empty when the whole file is meant
 * @param text what is wrong, to be read after the field, and what to do
 */
public record SpecFileProblem(String file, String field, String text) {

  /** All of it in one line. */
  public String line() {
    return (file + ": " + (field.isEmpty() ? "" : field + " ") + text).replaceAll("\\s+", " ")
        + (text.endsWith("?") ? "" : ".");
  }

  @Override
  public String toString() {
    return line();
  }
}
