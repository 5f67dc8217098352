package io.alys.messages.signing;

/** Why a vote is held or refused. */
public enum VoteObstacle {
  /** The slot lies ahead of the local clock. */
  SLOT_NOT_BEGUN,
  /** The parent is not certified in the own store. */
  PARENT_NOT_CERTIFIED,
  /** The block conflicts with the own committed block. */
  OFF_COMMITTED_CHAIN,
  /** The execution client has not said VALID. */
  ENGINE_NOT_VALID,
  /** The slot may not be used after its parent (2.8). */
  SLOT_NOT_USABLE,
  /** The slot is not above the last one signed, and the root is another. */
  SLOT_NOT_ABOVE_WATERMARK,
  /** The parent's slot lies below the lock. */
  PARENT_BELOW_LOCK,
  /** The local clock is more than a slot off the median of the members' (2.10). */
  CLOCK_OFF,
  /** A lost or old watermark waits for the clocks of q - 1 members (2.9). */
  CLOCK_UNCHECKED,
  /** The node still watches whether somebody else signs with its key (2.10). */
  WATCHING_OWN_KEY
}
