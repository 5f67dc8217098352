package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.gossip.TopicRules;
import io.alys.integration.libp2p.gossip.score.ScoreSettings;
import java.time.Duration;

/** How the router behaves and what it keeps. */
public record RouterSettings(Mesh mesh, Timing timing, Lazy lazy, Bounds bounds, Policy policy) {

  /**
   * How many peers of a topic get every message at once.
   *
   * @param low fewer than that are filled up
   * @param high more than that are cut down
   * @param scored of those that stay when the mesh is cut down, so many for their score
   * @param outbound at least so many that we dialled
   */
  public record Mesh(int degree, int low, int high, int scored, int outbound) {

    /** Checks the order. */
    public Mesh {
      if (low < 0 || low > degree || degree < 1 || high < degree) {
        throw new IllegalArgumentException("wanted: low <= degree <= high");
      }
      if (scored < 0 || scored > degree || outbound < 0) {
        throw new IllegalArgumentException("wanted: 0 <= scored <= degree, 0 <= outbound");
      }
      if (outbound > 0 && (outbound >= low || outbound > degree / 2)) {
        throw new IllegalArgumentException("wanted: outbound < low, outbound <= degree / 2");
      }
    }
  }

  /**
   * How long things last.
   *
   * @param heartbeat between two calls of {@link Router#heartbeat}
   * @param pruneBackoff how long nobody grafts whom the other has pruned
   * @param unsubscribeBackoff the same after a topic was left
   * @param fanout how long peers of a topic that we only publish on are kept
   * @param seen how long a message is known again
   */
  public record Timing(
      Duration heartbeat,
      Duration pruneBackoff,
      Duration unsubscribeBackoff,
      Duration fanout,
      Duration seen) {

    /** Checks that all are positive. */
    public Timing {
      if (heartbeat.toMillis() < 1 || pruneBackoff.toSeconds() < 1) {
        throw new IllegalArgumentException("heartbeat and prune-backoff must be positive");
      }
      if (unsubscribeBackoff.toSeconds() < 1 || fanout.toMillis() < 1 || seen.toMillis() < 1) {
        throw new IllegalArgumentException("times of gossip must be positive");
      }
    }
  }

  /**
   * What peers outside the mesh hear of.
   *
   * @param degree of at least so many peers
   * @param factor of that part of all peers
   * @param history heartbeats that a message is kept for those who ask
   * @param advertised heartbeats that others hear of it
   * @param retransmissions how often one peer gets one message
   */
  public record Lazy(int degree, double factor, int history, int advertised, int retransmissions) {

    /** Checks the bounds. */
    public Lazy {
      if (degree < 0 || factor < 0 || factor > 1 || retransmissions < 0) {
        throw new IllegalArgumentException("wanted: degree >= 0, 0 <= factor <= 1");
      }
      if (advertised < 1 || history < advertised) {
        throw new IllegalArgumentException("wanted: 1 <= advertised <= history");
      }
    }
  }

  /** What peers can make us do and keep. */
  public record Bounds(Control control, Memory memory) {}

  /**
   * What one peer may do between two heartbeats; more is passed over, and costs score.
   *
   * @param haves IHAVE messages
   * @param ids ids that it may ask for, and that we ask it for
   * @param grafts GRAFT and PRUNE each
   * @param topics that it may be on at all
   * @param promise how soon it must send what it has and we asked for
   */
  public record Control(int haves, int ids, int grafts, int topics, Duration promise) {

    /** Checks the bounds. */
    public Control {
      if (haves < 1 || ids < 1 || grafts < 1 || topics < 1 || promise.toMillis() < 1) {
        throw new IllegalArgumentException("bounds of control must be positive");
      }
    }
  }

  /**
   * What is kept.
   *
   * @param seen messages that are known again
   * @param pending messages without a verdict
   * @param pendingPerPeer of those, brought by one peer
   * @param cacheBytes messages for those who ask
   * @param queueBytes of each kind that wait to be sent to one peer
   */
  public record Memory(int seen, int pending, int pendingPerPeer, long cacheBytes, int queueBytes) {

    /** Checks the bounds. */
    public Memory {
      if (seen < 1 || pending < 1 || pendingPerPeer < 1 || cacheBytes < 1 || queueBytes < 1) {
        throw new IllegalArgumentException("bounds of memory must be positive");
      }
    }
  }

  /**
   * What the operator chooses.
   *
   * @param exchangedPeers how many others a prune names; 0 for none
   * @param opportunisticTicks heartbeats between two looks for better peers
   */
  public record Policy(
      TopicRules topics,
      ScoreSettings scores,
      Publishing publishing,
      int exchangedPeers,
      int opportunisticTicks) {

    /** Checks the bounds. */
    public Policy {
      if (exchangedPeers < 0 || opportunisticTicks < 1) {
        throw new IllegalArgumentException("wanted: exchanged-peers >= 0, opportunistic-ticks > 0");
      }
    }
  }

  /** Who gets our own messages. */
  public enum Publishing {
    /** Every peer of the topic with a fair score. */
    FLOOD,
    /** The mesh. */
    MESH
  }

  /** V1's numbers where it has any, but with a heartbeat of a second. */
  public static RouterSettings standard(TopicRules topics) {
    return new RouterSettings(
        new Mesh(6, 5, 12, 4, 2),
        new Timing(
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2)),
        new Lazy(6, 0.25, 5, 3, 3),
        new Bounds(
            new Control(10, 5_000, 64, 64, Duration.ofSeconds(3)),
            new Memory(65_536, 1_024, 256, 64 << 20, 4 << 20)),
        new Policy(topics, ScoreSettings.standard(), Publishing.FLOOD, 16, 60));
  }

  /** The same with another heartbeat. */
  public RouterSettings heartbeat(Duration other) {
    var changed =
        new Timing(
            other,
            timing.pruneBackoff(),
            timing.unsubscribeBackoff(),
            timing.fanout(),
            timing.seen());
    return new RouterSettings(mesh, changed, lazy, bounds, policy);
  }
}
