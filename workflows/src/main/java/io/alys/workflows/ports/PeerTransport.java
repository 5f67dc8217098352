package io.alys.workflows.ports;

import io.alys.messages.peers.Goodbye;
import io.alys.messages.peers.PeerScore;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Connections to other nodes: who is there, gossip on topics, and requests.
 *
 * <p>Every method may be called by any thread, at any time, and returns without waiting for the
 * network, but for {@link #open} and {@link #close}. Listeners and handlers are called on the
 * transport's threads, those of one peer in the order in which things happened; they must not
 * block, and what they throw is logged and dropped. Setting a listener or handler again replaces
 * the earlier one, so that an actor that began anew takes over where its predecessor was. All
 * queues inside are bounded; what goes over a bound is refused by name or dropped and counted,
 * never waited for.
 */
public interface PeerTransport extends AutoCloseable {

  /** Most bytes of a gossip message on topics that V1 nodes share. */
  int V1_MAX_GOSSIP_BYTES = 65_536;

  /** Most gossip messages that wait for a verdict; further ones are dropped and counted. */
  int MAX_WITHOUT_VERDICT = 1_024;

  /** Most chunks of an answer that are delivered and not yet followed by a call for more. */
  int MAX_UNTAKEN_CHUNKS = 4;

  /** Most requests of ours open with one peer. */
  int MAX_REQUESTS_PER_PEER = 32;

  /** What becomes of a gossip message that came in. */
  enum Verdict {
    /** It is good: it goes on to others. */
    ACCEPT,
    /** It goes no further, and that is nobody's fault. */
    IGNORE,
    /** It breaks a rule: it goes no further, and counts against who sent it. */
    REJECT
  }

  /** What became of an attempt to connect. */
  sealed interface DialResult {

    /** The peer is connected, now or since before; {@link PeerListener#connected} was called. */
    record Connected(PeerId peer) implements DialResult {}

    /** There is no connection; the reason is for people. */
    record Failed(String reason) implements DialResult {}
  }

  /** What became of a message of our own. */
  sealed interface PublishResult {

    /** It is on its way to so many peers; none is no error. */
    record Published(GossipId id, int peers) implements PublishResult {}

    /** It was not sent. */
    record Refused(PublishRefusal why) implements PublishResult {}
  }

  /** Why a message of our own was not sent. */
  enum PublishRefusal {
    /** More bytes than the topic allows. */
    TOO_LARGE,
    /** The same bytes were sent or came in a short time ago. */
    DUPLICATE,
    /** The transport is not open. */
    NOT_OPEN
  }

  /**
   * Listens for connections and tells of them. May be called again while open: then the new
   * listener is told of all peers that are connected, and takes the place of the old one.
   *
   * @throws TransportFailure when it can't listen, such as on a port that is taken
   */
  void open(PeerListener listener);

  /** Says goodbye to all peers and ends; later calls do nothing, or fail as their result says. */
  @Override
  void close();

  /** This node's own name. */
  PeerId self();

  /** Where this node listens, with its name; empty before it is open. */
  Set<PeerAddress> addresses();

  /**
   * Connects to a peer. An address without a peer id takes whoever answers. One that leads to a
   * connected peer, or to this node itself, makes no second connection.
   */
  CompletionStage<DialResult> dial(PeerAddress address);

  /** Tells a peer why, as far as it listens, and ends the connection; does nothing without one. */
  void disconnect(PeerId peer, Goodbye reason);

  /**
   * Takes part in a topic. Each message comes once, and waits for its {@link #verdict}. A message
   * without a verdict is not passed on.
   */
  void subscribe(String topic, GossipListener listener);

  /** Takes no part in a topic any more. */
  void unsubscribe(String topic);

  /** Sends a message to everyone on a topic. It does not come back to this node. */
  PublishResult publish(String topic, Bytes payload);

  /** Says what becomes of a message that came in; the first verdict counts. */
  void verdict(GossipId id, Verdict verdict);

  /**
   * Asks a peer. The answer comes to the listener, at most {@link #MAX_UNTAKEN_CHUNKS} ahead of
   * {@link OpenRequest#more}.
   */
  OpenRequest request(PeerId peer, RequestKind kind, Bytes body, ResponseListener listener);

  /**
   * Answers requests of a kind. Beyond the kind's bounds the transport itself refuses ({@link
   * ResponseCode#RATE_LIMITED}); a kind that nobody answers for is refused as {@link
   * ResponseCode#UNAVAILABLE}. Which kinds there are is known before the transport opens.
   */
  void serve(RequestKind kind, RequestHandler handler);

  /** What gossip holds against a peer; empty when it is not connected. */
  Optional<PeerScore> score(PeerId peer);

  /** The application's own part of a peer's score; remembered while the node runs. */
  void applicationScore(PeerId peer, double value);

  /** Peers that are always sent everything and never pruned; in place of those set before. */
  void setDirectPeers(Set<PeerId> peers);

  /** Has nothing to do with a peer from now on, either way; ends a connection. */
  void block(PeerId peer);

  /** Has to do with a peer again. */
  void unblock(PeerId peer);

  /** Has nothing to do with an address from now on, either way; ends its connections. */
  void block(IpAddress address);

  /** Has to do with an address again. */
  void unblock(IpAddress address);

  /** What happened since the start. */
  TransportCounters counters();
}
