package io.alys.integration.libp2p.reqresp;

import io.alys.workflows.ports.RequestFailure;

/**
 * The asking side of a request; called on the connection's thread. After any number of chunks
 * exactly one of the other calls comes.
 */
public interface ResponseListener {

  /**
   * A chunk has come. No more than a few are delivered before {@code taken} is run, on any thread:
   * a slow listener slows the answering peer down.
   */
  void onChunk(byte[] body, Runnable taken);

  /** The answer is whole. */
  void onEnd();

  /** The peer refused, with a text for people. */
  void onError(int code, String text);

  /** The answer broke off. */
  void onFailure(RequestFailure why, String reason);
}
