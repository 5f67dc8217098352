package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.PeerFault;
import java.net.InetAddress;

/** What happens to a node's connections; called on their threads, so never to be blocked. */
public interface HostEvents {

  /** A peer is connected and has proved who it is. */
  void connected(PeerConnection connection);

  /** A connection that was told of has ended. */
  void disconnected(PeerConnection connection, String reason);

  /** A peer broke a rule on a stream, which was reset, or on the connection, which ends. */
  void fault(PeerConnection connection, PeerFault fault);

  /** A connection was accepted or refused and ended before it became one of a peer. */
  void turnedAway(InetAddress address, String reason);
}
