package io.alys.messages.actor;

/** The lane of a mailbox in which a message travels. */
public enum Priority {
  /** Consensus and control; overtakes bulk. */
  CONSENSUS,
  /** Everything that may wait. */
  BULK
}
