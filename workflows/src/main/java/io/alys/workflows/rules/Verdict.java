package io.alys.workflows.rules;

/** What the rules say about a block. */
public sealed interface Verdict {

  /** Every checked rule holds. */
  record Valid() implements Verdict {}

  /** A rule is broken: invalid for every node, for ever. */
  record Refused(BlockRefusal refusal) implements Verdict {}

  /** Not to be judged yet; ask again later. */
  record Hold(HoldReason reason) implements Verdict {}
}
