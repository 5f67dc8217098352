package io.alys.integration.libp2p.gossip.router;

import io.alys.messages.types.Bytes;

/** What became of a message of our own. */
public sealed interface Published {

  /** It is on its way to so many peers; none is no error. */
  record Sent(Bytes id, int peers) implements Published {}

  /** It is larger than its topic allows. */
  record TooLarge(int size, int limit) implements Published {}

  /** The same was sent or received not long ago. */
  record Duplicate(Bytes id) implements Published {}
}
