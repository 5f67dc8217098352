package io.alys.actors.supervision;

import io.alys.workflows.supervision.SupervisionStrategy;
import java.util.List;

/**
 * A supervisor below another one. It fails when one of its parts is beyond its remedies.
 *
 * @param name within its supervisor
 * @param strategy what the supervisor above does then
 * @param deadlines for all its parts together
 * @param parts in the order in which they begin
 */
public record Subtree(
    String name, SupervisionStrategy strategy, Deadlines deadlines, List<Part> parts)
    implements Part {

  /** Keeps a copy of the parts. */
  public Subtree {
    parts = List.copyOf(parts);
  }

  /** With the usual deadlines. */
  public static Subtree of(String name, SupervisionStrategy strategy, Part... parts) {
    return new Subtree(name, strategy, Deadlines.DEFAULT, List.of(parts));
  }
}
