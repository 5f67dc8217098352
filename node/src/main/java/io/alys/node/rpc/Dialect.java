package io.alys.node.rpc;

import java.util.Locale;

/** In whose manner the server speaks where V1 and the pools' software disagree. */
public enum Dialect {
  /** As Namecoin-like pools expect (mining-and-peg §5). */
  POOL,
  /** As the V1 node does (protocol reference §1.2 and §1.3). */
  V1;

  /** Its spelling in the configuration and in answers. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
