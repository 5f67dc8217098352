package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.Timers;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PublicKey;
import java.net.InetSocketAddress;
import java.util.List;

/** A connection to a peer that has proved who it is; safe for all threads. */
public interface PeerConnection {

  /** The peer's key. */
  PublicKey peerKey();

  /** The peer's id. */
  default PeerId peer() {
    return PeerId.of(peerKey());
  }

  /** Whether this node dialled. */
  boolean isDialer();

  /** Where the peer is. */
  InetSocketAddress remoteAddress();

  /** Whether streams can be opened. */
  boolean isOpen();

  /** Opens a stream for the first of the protocols that the peer speaks. */
  void open(List<String> protocols, StreamOpening opening);

  /**
   * Runs something on the connection's thread, where its streams may be touched. A {@link
   * io.alys.integration.libp2p.PeerFault} that it throws ends the connection and is reported.
   */
  void execute(Runnable task);

  /** The same for what concerns one stream: a fault resets that alone, and is reported. */
  void execute(ByteStream stream, Runnable task);

  /** Timers of the connection's thread, to be used there; faults end the connection as well. */
  Timers timers();

  /** Says goodbye and ends it. */
  void close(String reason);
}
