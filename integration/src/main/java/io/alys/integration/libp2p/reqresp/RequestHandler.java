package io.alys.integration.libp2p.reqresp;

import io.alys.integration.libp2p.connection.PeerConnection;

/** Answers requests of one protocol; called on the connection's thread, so never to block. */
public interface RequestHandler {

  /** A whole request within its bounds has come. */
  void onRequest(PeerConnection connection, byte[] body, Responder responder);
}
