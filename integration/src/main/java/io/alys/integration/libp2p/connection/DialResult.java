package io.alys.integration.libp2p.connection;

/** What became of an attempt to connect. */
public sealed interface DialResult {

  /** The peer is there and has proved who it is. */
  record Connected(PeerConnection connection) implements DialResult {}

  /** There is no connection. */
  record Failed(String reason) implements DialResult {}
}
