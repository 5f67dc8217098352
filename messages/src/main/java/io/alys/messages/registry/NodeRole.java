package io.alys.messages.registry;

import java.util.Locale;

/** For what somebody uses a node. */
public enum NodeRole {
  /** Reads blocks and states. */
  READER,
  /** Takes work and hands in proofs. */
  MINER,
  /** Keeps the node running: everything it does must work. */
  OPERATOR,
  /** Makes and approves blocks with a validator's key. */
  FEDERATION;

  /** As it is written in addresses and answers, such as {@code miner}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
