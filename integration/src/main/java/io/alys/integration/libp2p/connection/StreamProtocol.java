package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.StreamHandler;

/** What a node does with streams that peers open for one of its protocols. */
public interface StreamProtocol {

  /** Names the handler of a stream that was agreed to speak a protocol. */
  StreamHandler accept(PeerConnection connection, ByteStream stream, String protocol);
}
