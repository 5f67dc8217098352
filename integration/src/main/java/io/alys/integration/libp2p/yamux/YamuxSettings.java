package io.alys.integration.libp2p.yamux;

/**
 * The bounds of one connection's streams.
 *
 * @param maxInboundStreams open at once, opened by the peer; more are reset
 * @param maxOutboundStreams open at once, opened by us
 * @param maxUnreadBytes received on all streams and not dealt with; the stream that goes over is
 *     reset
 * @param maxUnsentBytesPerStream written and not sent yet, beyond which writes are refused; one
 *     write may go over
 * @param maxUnsentBytes the same over all streams
 */
public record YamuxSettings(
    int maxInboundStreams,
    int maxOutboundStreams,
    int maxUnreadBytes,
    int maxUnsentBytesPerStream,
    int maxUnsentBytes) {

  /** The window of every stream, as the specification has it: bytes on the way to a reader. */
  public static final int WINDOW = 256 * 1024;

  /** Checks that one stream can be used to the full. */
  public YamuxSettings {
    if (maxInboundStreams < 1 || maxOutboundStreams < 1) {
      throw new IllegalArgumentException("at least one stream each way");
    }
    if (maxUnreadBytes < WINDOW) {
      throw new IllegalArgumentException("max-unread-bytes must hold one window, " + WINDOW);
    }
    if (maxUnsentBytesPerStream < 1 || maxUnsentBytes < maxUnsentBytesPerStream) {
      throw new IllegalArgumentException("max-unsent-bytes must hold what one stream may have");
    }
  }

  /** For connections among some tens of nodes. */
  public static YamuxSettings standard() {
    return new YamuxSettings(128, 128, 4 << 20, 1 << 20, 8 << 20);
  }
}
