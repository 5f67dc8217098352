package io.alys.messages.signing;

/** What a vote needs besides the watermark (rules 2.3 and 2.8). */
public enum VoteFact {
  /** The block's slot has begun on the local clock, within the tolerance. */
  SLOT_BEGUN,
  /** The parent is certified in the own store. */
  PARENT_CERTIFIED,
  /** The block extends the own committed block. */
  EXTENDS_COMMITTED,
  /** The execution client said VALID. */
  ENGINE_VALID,
  /** The slot may be used after its parent (2.8). */
  SLOT_USABLE
}
