package io.alys.node.rpc;

/** Every reason for which a request ends without a result, in terms of the domain. */
public enum RpcReason {
  /** The body is no acceptable JSON text. */
  PARSE_ERROR,
  /** JSON, but no request: wrong envelope, empty or oversized batch. */
  INVALID_REQUEST,
  /** There is no such method. */
  UNKNOWN_METHOD,
  /** The parameters have the wrong number or types. */
  INVALID_PARAMS,
  /** {@code createauxblock}: not an address. */
  BAD_ADDRESS,
  /** {@code submitauxblock}: the parameters are no two strings. */
  BAD_SUBMISSION,
  /** {@code submitauxblock}: not hex, or a hash of another length. */
  BAD_HEX,
  /** {@code submitauxblock}: the bytes are no AuxPoW. */
  BAD_AUXPOW,
  /** {@code submitauxblock}: never handed out, or forgotten. */
  UNKNOWN_WORK,
  /** {@code submitauxblock}: the proof breaks a rule (V1 dialect; pools get {@code false}). */
  PROOF_REFUSED,
  /** No template: the node is not synced. */
  SYNCING,
  /** No template for another reason, such as nothing to finalise. */
  NO_WORK,
  /** The mining side can't answer now. */
  MINING_UNAVAILABLE,
  /** {@code getblockbyheight}: not a height. */
  BAD_HEIGHT,
  /** {@code getblockbyhash}: not the hex of a hash. */
  BAD_BLOCK_HASH,
  /** {@code getheadblock}: there is no head to show. */
  NO_HEAD,
  /** A block query can't be answered now. */
  BLOCK_UNAVAILABLE,
  /** Another question can't be answered now. */
  UNAVAILABLE,
  /** {@code getdepositaddress}: the chain has no bridge. */
  NO_BRIDGE,
  /** A fault of the server itself. */
  INTERNAL,
  /** The remote address asks too often. */
  TOO_MANY_REQUESTS,
  /** The batch's answers are too large together. */
  ANSWER_TOO_LARGE,
  /** The body is above the limit. */
  BODY_TOO_LARGE,
  /** The body did not come in time. */
  BODY_TOO_SLOW,
  /** The body ended early or its framing is malformed. */
  BODY_TRUNCATED,
  /** The server has no memory left for the body now. */
  OVERLOADED,
  /** Not HTTP as the server reads it. */
  MALFORMED_HTTP
}
