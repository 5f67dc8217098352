package io.alys.workflows.ports;

/** Why a request has no answer that the peer itself would have given. */
public enum RequestFailure {
  /** The peer is not connected. */
  NOT_CONNECTED,
  /** The peer does not speak the protocol. */
  NOT_SPOKEN,
  /** This node has too many requests open with the peer. */
  TOO_MANY,
  /** Neither a chunk nor the end came in time. */
  TIMED_OUT,
  /** The stream or the connection broke off. */
  BROKEN_OFF,
  /** The answer breaks a rule; {@link PeerListener#fault} tells of it, too. */
  MALFORMED,
  /** The asking side called it off, or the transport was closed. */
  CANCELLED
}
