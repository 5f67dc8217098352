package io.alys.workflows.ports;

import io.alys.messages.peers.Goodbye;
import io.alys.messages.peers.PeerDetails;
import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;

/**
 * Who comes and goes. Of a peer: {@code connected} once, then any number of {@code identified} and
 * {@code fault}, then {@code disconnected} once; after that it may come again. A second connection
 * with the same peer is resolved by the transport and not told of.
 */
public interface PeerListener {

  /**
   * A peer is connected and has proved who it is.
   *
   * @param address where it is seen, without its name
   * @param dialled whether this node dialled
   */
  void connected(PeerId peer, PeerAddress address, boolean dialled);

  /** A connected peer has said what it is and speaks. */
  void identified(PeerId peer, PeerDetails details);

  /** The connection has ended. */
  void disconnected(PeerId peer, Departure departure);

  /** A peer broke a rule; the stream or connection concerned was ended by the transport. */
  void fault(PeerId peer, FaultLayer layer, String reason);

  /** A connection was refused, or ended before it was one of a peer. */
  void turnedAway(IpAddress address, String reason);

  /** Where a rule was broken. */
  enum FaultLayer {
    /** Below streams: encryption, multiplexing, agreeing on protocols. */
    CONNECTION,
    /** What a peer says of itself, and pings. */
    IDENTIFY,
    /** Requests and answers. */
    REQUEST,
    /** Gossip. */
    GOSSIP
  }

  /**
   * How a connection ended.
   *
   * @param ours whether this node ended it
   * @param goodbye what was said, {@link Goodbye#UNKNOWN} when nothing was
   * @param reason for people
   */
  record Departure(boolean ours, Goodbye goodbye, String reason) {}
}
