package io.alys.messages.network;

import io.alys.messages.actor.Unavailable;

/**
 * What the cheap checks say about something gossiped: only what is accepted is relayed, only for
 * what is rejected a peer answers. Codes are stable.
 */
public sealed interface GossipVerdict {

  /** New and well formed: relayed; whether it is valid turns out later. */
  record Accept() implements GossipVerdict {}

  /** Not relayed and nobody's fault: known, too early, too late, or nobody can judge it now. */
  record Ignore(String code, String detail) implements GossipVerdict {}

  /** An honest peer would not have relayed it. */
  record Reject(String code, String detail) implements GossipVerdict {}

  /** In place of a verdict that did not come. */
  static GossipVerdict of(Unavailable why) {
    return new Ignore("unavailable", why.text());
  }
}
