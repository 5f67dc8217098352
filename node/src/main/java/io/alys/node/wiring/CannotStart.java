package io.alys.node.wiring;

import java.util.List;

/**
 * Why the node can't start, one line for each problem with its cause and fix; {@code mayHeal} when
 * another start may succeed without a change (exit code 1, else 2).
 */
public final class CannotStart extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean mayHeal;
  private final transient List<String> lines;

  /** Several problems. */
  public CannotStart(boolean mayHeal, List<String> lines) {
    super(String.join("\n", lines));
    this.mayHeal = mayHeal;
    this.lines = List.copyOf(lines);
  }

  /** One problem. */
  public CannotStart(boolean mayHeal, String line) {
    this(mayHeal, List.of(line));
  }

  /** The exit code that tells a supervisor whether to try again. */
  public int exitCode() {
    return mayHeal ? 1 : 2;
  }

  /** The problems. */
  public List<String> lines() {
    return lines;
  }
}
