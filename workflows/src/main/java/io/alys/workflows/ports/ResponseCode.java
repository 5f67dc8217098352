package io.alys.workflows.ports;

/** Why a peer does not answer a request, as it says itself (protocol reference §4.4). */
public enum ResponseCode {
  /** The request made no sense. */
  INVALID_REQUEST(1),
  /** The answering side failed. */
  SERVER_ERROR(2),
  /** What was asked for is not there. */
  UNAVAILABLE(3),
  /** Too many requests; to be asked again later. */
  RATE_LIMITED(139),
  /** Any other code. */
  UNKNOWN(255);

  private final int code;

  ResponseCode(int code) {
    this.code = code;
  }

  /** The byte on the wire. */
  public int code() {
    return code;
  }

  /** What a byte on the wire says. */
  public static ResponseCode of(int code) {
    for (var known : values()) {
      if (known.code == code) {
        return known;
      }
    }
    return UNKNOWN;
  }
}
