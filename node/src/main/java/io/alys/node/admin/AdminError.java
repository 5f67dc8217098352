package io.alys.node.admin;

import java.util.Locale;

/** Every reason for which a request is refused, with its HTTP status. */
enum AdminError {
  /** Not HTTP as the server reads it. */
  MALFORMED_HTTP(400),
  /** A parameter of the address is missing, unknown, given twice or no such value. */
  BAD_QUERY(400),
  /** Orders have no body. */
  UNEXPECTED_BODY(400),
  /** The body ended early or its framing is malformed. */
  BODY_TRUNCATED(400),
  /** No token was sent, or another one. */
  TOKEN_NEEDED(401),
  /** A web page asks; it may not. */
  WEB_PAGE(403),
  /** There is nothing at that path. */
  UNKNOWN_PATH(404),
  /** There is no such dead letter, or none any more. */
  UNKNOWN_LETTER(404),
  /** The path takes another method. */
  WRONG_METHOD(405),
  /** The body did not come in time. */
  BODY_TOO_SLOW(408),
  /** The order makes no sense now. */
  REFUSED(409),
  /** The body is above the limit. */
  BODY_TOO_LARGE(413),
  /** The loopback server was asked by a name that is none of this machine's own. */
  WRONG_HOST(421),
  /** The remote address asks too often. */
  TOO_MANY_REQUESTS(429),
  /** A fault of the server itself. */
  INTERNAL(500),
  /** The part of the node that knows did not answer, or the node stops. */
  UNAVAILABLE(503),
  /** The server has no memory left for the body now. */
  OVERLOADED(503),
  /** The order is being carried out, but was not done in time. */
  TOO_LATE(504);

  private final int status;

  AdminError(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** As programs read it, such as {@code bad-query}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
