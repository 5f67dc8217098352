package io.alys.workflows.ports;

import java.time.Duration;

/**
 * One kind of request and its bounds.
 *
 * @param protocol protocol id, the same on all nodes
 * @param sizes of the bodies
 * @param maxChunks chunks of an answer, 0 when none is expected
 * @param quota what one peer may ask for
 * @param timeout for the request to arrive, and for each chunk of the answer
 */
public record RequestKind(
    String protocol, Sizes sizes, int maxChunks, Quota quota, Duration timeout) {

  /**
   * Bytes before they are packed.
   *
   * @param maxRequest of a request's body; 0 for requests without one
   * @param maxChunk of each chunk of the answer
   */
  public record Sizes(int maxRequest, int maxChunk) {}

  /**
   * What one peer may ask for before it is told {@link ResponseCode#RATE_LIMITED}.
   *
   * @param atOnce requests open at the same time
   * @param burst requests in a row after a time without any
   * @param every the time after which one more is allowed
   */
  public record Quota(int atOnce, int burst, Duration every) {

    /** Checks that something is allowed. */
    public Quota {
      if (atOnce < 1 || burst < 1 || !every.isPositive()) {
        throw new IllegalArgumentException("a quota must allow something");
      }
    }
  }

  /** Checks the bounds. */
  public RequestKind {
    if (sizes.maxRequest() < 0 || sizes.maxChunk() < 1 || maxChunks < 0) {
      throw new IllegalArgumentException("bounds of a request must be positive: " + protocol);
    }
    if (!protocol.startsWith("/") || !timeout.isPositive()) {
      throw new IllegalArgumentException("a request has a protocol id and a time: " + protocol);
    }
  }
}
