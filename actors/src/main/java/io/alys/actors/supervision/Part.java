package io.alys.actors.supervision;

import io.alys.workflows.supervision.SupervisionStrategy;
import java.time.Duration;

/** What a supervisor is in charge of: an actor, or a supervisor with parts of its own. */
public sealed interface Part permits ChildSpec, Subtree {

  /** Its name within its supervisor. */
  String name();

  /** What its supervisor does when it fails. */
  SupervisionStrategy strategy();

  /** How long it may take to begin, and to halt. */
  Deadlines deadlines();

  /**
   * How long a part may take to follow an order until it is given up.
   *
   * @param begin until its behaviour stands
   * @param halt until its behaviour and all its child actors are gone
   */
  record Deadlines(Duration begin, Duration halt) {

    /** One minute to begin (a store may have to recover), ten seconds to halt. */
    public static final Deadlines DEFAULT =
        new Deadlines(Duration.ofMinutes(1), Duration.ofSeconds(10));

    /** Refuses times that aren't positive. */
    public Deadlines {
      if (!begin.isPositive() || !halt.isPositive()) {
        throw new IllegalArgumentException("deadlines must be positive");
      }
    }
  }
}
