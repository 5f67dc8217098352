package io.alys.integration.libp2p.reqresp;

import java.time.Duration;

/**
 * One kind of request and its bounds.
 *
 * @param id protocol id
 * @param sizes of the bodies
 * @param maxChunks chunks of an answer
 * @param maxConcurrent requests that one connection may have open with us
 * @param timeout for the request to arrive, for each chunk of the answer, and for the end to be
 *     taken
 */
public record RequestProtocol(
    String id, Sizes sizes, int maxChunks, int maxConcurrent, Duration timeout) {

  /**
   * Bytes before they are packed.
   *
   * @param maxRequest of a request's body; 0 for requests without one
   * @param maxChunk of each chunk of the answer
   */
  public record Sizes(int maxRequest, int maxChunk) {}

  /** Checks the bounds. */
  public RequestProtocol {
    if (sizes.maxRequest() < 0 || sizes.maxChunk() < 1 || maxChunks < 0 || maxConcurrent < 1) {
      throw new IllegalArgumentException("bounds of a request must be positive: " + id);
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("a request needs a time-out: " + id);
    }
  }
}
