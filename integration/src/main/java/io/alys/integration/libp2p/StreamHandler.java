package io.alys.integration.libp2p;

import java.nio.ByteBuffer;

/**
 * What happens on a stream. A {@link PeerFault} thrown by any of these resets the stream and is
 * reported to the connection.
 */
public interface StreamHandler {

  /** Why a stream is over. */
  enum End {
    /** Both sides have sent all. */
    FINISHED,
    RESET_BY_PEER,
    RESET_BY_US,
    CONNECTION_LOST
  }

  /**
   * Bytes have come; they may be kept. The peer can send no more than a window until {@link
   * ByteStream#consumed} is called for them.
   */
  void onBytes(ByteStream stream, ByteBuffer bytes);

  /** After a refused write: there is room again. */
  default void onWritable(ByteStream stream) {}

  /** The peer sends no more. */
  default void onEndOfInput(ByteStream stream) {}

  /** The stream is over; the last call. */
  default void onClosed(ByteStream stream, End end) {}
}
