package io.alys.workflows.ports;

import io.alys.messages.types.Bytes;
import java.util.concurrent.CompletionStage;

/**
 * The answering side of one request; safe for all threads. Chunks go out in the order of the calls.
 * {@link #end} or {@link #error} must come in the end; what comes after is dropped.
 */
public interface Responder {

  /**
   * Sends a chunk. The result is true when it is taken and there is room for the next, so a slow
   * reader slows the answer down; false when the asking side is gone and there is no point in going
   * on. The next chunk is sent after that.
   *
   * @throws IllegalArgumentException when the chunk is larger, or one more, than the kind allows
   */
  CompletionStage<Boolean> chunk(Bytes body);

  /** The answer is whole. */
  void end();

  /** There is no (further) answer; the text, at most 256 bytes of it, is for people. */
  void error(ResponseCode code, String text);
}
