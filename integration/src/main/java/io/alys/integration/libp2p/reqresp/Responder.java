package io.alys.integration.libp2p.reqresp;

/** The answering side of a request; used on the connection's thread. */
public interface Responder {

  /**
   * Sends a chunk; false when there is no room, and then nothing is sent and the call given to
   * {@link #whenWritable} comes.
   */
  boolean chunk(byte[] body);

  /** Who is called when there is room after a refused chunk. */
  void whenWritable(Runnable call);

  /** Ends the answer. */
  void end();

  /** Ends the answer with an error and a text for people. */
  void error(int code, String text);

  /** Whether the asking side is still there, and its time not up. */
  boolean isOpen();
}
