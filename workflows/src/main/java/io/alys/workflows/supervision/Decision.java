package io.alys.workflows.supervision;

import java.time.Duration;

/** What a supervisor does about a failure. */
public sealed interface Decision {

  /** Which parts of a supervisor are begun again. */
  enum Scope {
    /** The failed one. */
    SELF,
    /** The failed one and those after it. */
    REST,
    /** All. */
    ALL
  }

  /**
   * It is begun again.
   *
   * @param delay zero: at once, its messages wait; else requests are refused meanwhile
   * @param failures how many it has behind it that count, this one included
   */
  record Restart(Scope scope, Duration delay, int failures) implements Decision {}

  /**
   * It is left out of service, and the supervisor above is told.
   *
   * @param reason for people: which limit was reached
   * @param restartsMayHelp whether the supervisor above should try; false if the part must not be
   *     begun again by itself
   */
  record GiveUp(String reason, boolean restartsMayHelp) implements Decision {}
}
