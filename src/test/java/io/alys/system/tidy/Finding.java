package io.alys.system.tidy;

/**
 * One place that breaks one rule.
 *
 * @param rule the name of the rule, as the list of exceptions spells it
 * @param file the path from the root of the repository, with slashes
 * @param line the line, from 1
 * @param subject what breaks it, as the list of exceptions spells it
 * @param message what is wrong, for a person
 */
record Finding(String rule, String file, long line, String subject, String message) {
  @Override
  public String toString() {
    return file + ":" + line + " [" + rule + "] " + message;
  }
}
