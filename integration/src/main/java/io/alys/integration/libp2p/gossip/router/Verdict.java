package io.alys.integration.libp2p.gossip.router;

/** What the node makes of a message. */
public enum Verdict {
  /** It is good: others get it. */
  ACCEPT,
  /** It goes no further, and nobody is blamed. */
  IGNORE,
  /** It breaks a rule: it goes no further, and whoever brought it is blamed. */
  REJECT
}
