package io.alys.integration.libp2p.gossip.score;

import java.time.Duration;
import java.util.Map;

/**
 * What counts how much. Deliveries that a mesh peer owes (P3, P3b) are not counted at all: topics
 * with a message every few seconds would condemn honest peers by them.
 */
public record ScoreSettings(Thresholds thresholds, Topics topics, PeerScoring peer, Decay decay) {

  private static final double TO_ZERO = 0.01;

  /**
   * What a score is good for.
   *
   * @param gossip below it no gossip is exchanged
   * @param publish below it our own messages are not sent
   * @param graylist below it everything from the peer is dropped unread
   * @param acceptPeers from it on, peers that a prune offers are tried
   * @param opportunisticGraft when the median of a mesh is below it, better peers are taken in
   */
  public record Thresholds(
      double gossip,
      double publish,
      double graylist,
      double acceptPeers,
      double opportunisticGraft) {

    /** Checks their order. */
    public Thresholds {
      if (gossip > 0 || publish > gossip || graylist > publish) {
        throw new IllegalArgumentException("wanted: 0 >= gossip >= publish >= graylist");
      }
      if (acceptPeers < 0 || opportunisticGraft < 0) {
        throw new IllegalArgumentException("accept-peers and opportunistic-graft are not negative");
      }
    }
  }

  /**
   * What is counted for each topic.
   *
   * @param cap most that all topics together may add
   * @param others for topics that are not in {@code special}
   */
  public record Topics(double cap, TopicScoring others, Map<String, TopicScoring> special) {

    /** Checks the cap. */
    public Topics {
      if (cap < 0) {
        throw new IllegalArgumentException("the cap of all topics is not negative");
      }
      special = Map.copyOf(special);
    }

    TopicScoring of(String topic) {
      return special.getOrDefault(topic, others);
    }
  }

  /** One topic, and what it weighs among the others. */
  public record TopicScoring(
      double weight, TimeInMesh timeInMesh, Counter firstDeliveries, Counter invalid) {

    /** Checks the signs. */
    public TopicScoring {
      if (weight < 0 || timeInMesh.weight() < 0 || firstDeliveries.weight() < 0) {
        throw new IllegalArgumentException("what is good about a peer weighs 0 or more");
      }
      if (invalid.weight() > 0) {
        throw new IllegalArgumentException("invalid messages weigh 0 or less");
      }
    }
  }

  /**
   * P1: how long the peer has been in the mesh.
   *
   * @param cap most quanta that count
   */
  public record TimeInMesh(double weight, Duration quantum, double cap) {

    /** Checks the quantum. */
    public TimeInMesh {
      if (quantum.toMillis() < 1 || cap < 0) {
        throw new IllegalArgumentException("the quantum of time in the mesh must be positive");
      }
    }
  }

  /**
   * Something that is counted and forgotten bit by bit.
   *
   * @param forgotten after which time a hundredth is left
   * @param cap most that is counted
   */
  public record Counter(double weight, Duration forgotten, double cap) {

    /** Checks the bounds. */
    public Counter {
      if (forgotten.toMillis() < 1 || cap < 0) {
        throw new IllegalArgumentException("a counter needs a time to be forgotten in, and a cap");
      }
    }

    double factor(Duration interval) {
      return Math.pow(TO_ZERO, (double) interval.toMillis() / forgotten.toMillis());
    }
  }

  /**
   * What is counted whatever the topic.
   *
   * @param applicationWeight P5: of the score that the node itself gives
   * @param colocation P6
   * @param behaviour P7
   */
  public record PeerScoring(double applicationWeight, Above colocation, Misbehaviour behaviour) {}

  /**
   * Counts only above a threshold, and then squared.
   *
   * @param weight 0 or less
   */
  public record Above(double weight, double threshold) {

    /** Checks the signs. */
    public Above {
      if (weight > 0 || threshold < 0) {
        throw new IllegalArgumentException("a penalty weighs 0 or less, above 0 or more");
      }
    }

    double points(double count) {
      double excess = Math.max(0, count - threshold);
      return weight * excess * excess;
    }
  }

  /** A penalty for breaking the rules of the protocol. */
  public record Misbehaviour(Above above, Counter counter) {}

  /**
   * How counters are forgotten.
   *
   * @param toZero less than that is nothing
   * @param retained how long a disconnected peer's bad score is kept
   * @param maxRetained of how many; the oldest go first
   */
  public record Decay(Duration interval, double toZero, Duration retained, int maxRetained) {

    /** Checks the bounds. */
    public Decay {
      if (interval.toMillis() < 1 || toZero <= 0 || retained.isNegative() || maxRetained < 0) {
        throw new IllegalArgumentException("an interval of decay must be positive");
      }
    }
  }

  /**
   * For topics with a block every few seconds. One invalid message costs a place in the mesh, three
   * within minutes end all talk; so do two RPCs that cannot be read.
   */
  public static ScoreSettings standard() {
    var minutes = Duration.ofMinutes(10);
    var topic =
        new TopicScoring(
            1,
            new TimeInMesh(0.001, Duration.ofSeconds(1), 3_600),
            new Counter(0.1, minutes, 50),
            new Counter(-10, Duration.ofHours(1), 1_000));
    return new ScoreSettings(
        new Thresholds(-20, -50, -80, 5, 1),
        new Topics(30, topic, Map.of()),
        new PeerScoring(
            1,
            new Above(-10, 8),
            new Misbehaviour(new Above(-1, 6), new Counter(1, minutes, 1_000))),
        new Decay(Duration.ofSeconds(1), TO_ZERO, Duration.ofHours(1), 1_024));
  }
}
