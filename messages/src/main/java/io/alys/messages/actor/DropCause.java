package io.alys.messages.actor;

/** Why a message was not delivered. */
public enum DropCause {
  /** The mailbox was full and this was the oldest. */
  DROPPED_OLDEST,
  /** The mailbox was full and this was the newest. */
  DROPPED_NEWEST,
  /** The mailbox or the actor's operations were full and the sender was told so. */
  REFUSED,
  /** Its deadline had passed. */
  EXPIRED,
  /** The actor was out of service. */
  OUT_OF_SERVICE,
  /** The actor was no more, or its mailbox closed. */
  NO_RECIPIENT,
  /** It was sent to itself by a behaviour that has ended since. */
  STALE,
  /** The actor does not handle it. */
  UNHANDLED,
  /** The actor failed while it handled it. */
  CRASHED
}
