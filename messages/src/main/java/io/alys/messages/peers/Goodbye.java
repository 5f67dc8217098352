package io.alys.messages.peers;

/** Why a node ends a connection, as it tells the peer (protocol reference §4.4). */
public enum Goodbye {
  /** The node stops. */
  SHUTDOWN(1),
  /** The peer is of another chain. */
  IRRELEVANT_NETWORK(2),
  /** The peer broke a rule, or this node failed. */
  FAULT(3),
  /** The peer did not say which chain it is of. */
  UNVERIFIED_NETWORK(128),
  /** There are enough peers. */
  TOO_MANY_PEERS(129),
  /** The peer's score is too low. */
  BAD_SCORE(250),
  /** The peer is banned. */
  BANNED(251),
  /** The peer's address is banned. */
  BANNED_ADDRESS(252),
  /** Any other number. */
  UNKNOWN(0);

  private final long code;

  Goodbye(long code) {
    this.code = code;
  }

  /** The number on the wire. */
  public long code() {
    return code;
  }

  /** The reason behind a number. */
  public static Goodbye of(long code) {
    for (var reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    return UNKNOWN;
  }
}
