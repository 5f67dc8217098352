package io.alys.integration.libp2p;

/**
 * One of the streams to a peer, in both directions. It belongs to the thread of its connection: all
 * calls come from there, and so do the calls of its {@link StreamHandler}.
 */
public interface ByteStream {

  /** Who is called from now on. */
  void handleBy(StreamHandler handler);

  /**
   * Sends bytes, which belong to the stream from then on; false when its buffer is full, and then
   * nothing is taken and {@link StreamHandler#onWritable} will be called.
   */
  boolean write(byte[] bytes);

  /** Says that received bytes are dealt with, so that the peer may send as many again. */
  void consumed(int bytes);

  /** Sends no more; what was written still goes out. */
  void closeWrite();

  /** Ends both directions at once; what was not sent is dropped. */
  void reset();

  /** Whether neither side has ended it as a whole. */
  boolean isOpen();
}
