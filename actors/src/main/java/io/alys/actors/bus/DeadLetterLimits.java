package io.alys.actors.bus;

/**
 * How much is kept of what was not delivered.
 *
 * @param maxLetters how many letters
 * @param maxTextBytes how long the texts of all kept messages together, as a measure of their size
 * @param maxLetterBytes how much of one message's text is shown
 * @param maxPerSecond how many in one second; more than that are only counted
 */
public record DeadLetterLimits(
    int maxLetters, int maxTextBytes, int maxLetterBytes, int maxPerSecond) {

  /** For nodes whose configuration says nothing. */
  public static final DeadLetterLimits DEFAULT = new DeadLetterLimits(1000, 8 << 20, 400, 200);

  /** Refuses limits below 1. */
  public DeadLetterLimits {
    if (maxLetters < 1 || maxTextBytes < 1 || maxLetterBytes < 1 || maxPerSecond < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }
}
