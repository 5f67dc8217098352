package io.alys.actors.runtime;

/** What a mailbox does with a message for a full lane. */
public enum Overflow {
  /** The oldest message of the lane becomes a dead letter. */
  DROP_OLDEST,
  /** The new message becomes a dead letter. */
  DROP_NEWEST,
  /** The new message is answered with a refusal if it is a request, else it is a dead letter. */
  REFUSE,
  /** The sending actor takes no more bulk messages until there is room again. */
  BACK_PRESSURE
}
