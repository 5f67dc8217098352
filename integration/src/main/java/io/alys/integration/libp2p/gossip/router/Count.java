package io.alys.integration.libp2p.gossip.router;

/** What the router counts. */
public enum Count {
  /** Messages that waited for a verdict, by what became of them. */
  ACCEPTED,
  IGNORED,
  REJECTED,
  /** No verdict came before the message was forgotten. */
  EXPIRED,
  /** Messages that had come before. */
  DUPLICATE,
  /** Messages whose author did not sign them. */
  BAD_SIGNATURE,
  /** Messages larger than their topic allows. */
  TOO_LARGE,
  /** Messages on topics that this node is not on. */
  OTHER_TOPIC,
  /** Messages that said to be ours and were not known. */
  OWN_RETURNED,
  /** Messages that found no place among those that wait. */
  OVERLOAD,
  /** RPCs of peers whose score is too low. */
  GRAYLISTED,
  /** Entries of control above the bounds. */
  CONTROL_IGNORED,
  /** Promises that were not kept. */
  BROKEN_PROMISE,
  /** RPCs that could not be read. */
  MALFORMED,
  /** Messages and control that a peer did not take fast enough. */
  SEND_DROPPED
}
