package io.alys.workflows.rules;

import java.util.Locale;

/**
 * Why a block can't be judged or approved yet (rule 1.2): no signature, no invalid mark, no
 * penalty, asked again later.
 */
public enum HoldReason {
  /** The slot has not begun on the local clock. */
  SLOT_NOT_BEGUN("2.3"),
  /** The own store has no certified parent. */
  PARENT_NOT_CERTIFIED("2.3"),
  /** The execution client has no verdict yet. */
  ENGINE_UNDECIDED("2.3"),
  /** A block between the last final one and the parent is not at hand. */
  ANCESTRY_MISSING("7.2"),
  /** The local clock is off the members' (2.10). */
  CLOCK_OFF("2.10");

  private final String rule;

  HoldReason(String rule) {
    this.rule = rule;
  }

  /** Number of the rule that waits. */
  public String rule() {
    return rule;
  }

  /** Stable name for logs and RPC, such as {@code slot-not-begun}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
