package io.alys.workflows.ports;

import io.alys.messages.types.Bytes;

/**
 * The asking side of a request. After any number of chunks exactly one of the other calls comes.
 */
public interface ResponseListener {

  /** A chunk of the answer has come. */
  void onChunk(Bytes body);

  /** The answer is whole. */
  void onEnd();

  /** The peer refuses, with a text for people. */
  void onRefused(ResponseCode code, String text);

  /** There is no (further) answer; the detail is for people. */
  void onFailed(RequestFailure why, String detail);
}
