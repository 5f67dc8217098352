package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.StreamHandler;

/** What becomes of a stream that was asked for; exactly one call, on the connection's thread. */
public interface StreamOpening {

  /** The peer speaks this protocol: names the handler, which may write at once. */
  StreamHandler opened(ByteStream stream, String protocol);

  /** There is no such stream. */
  void failed(String reason);
}
