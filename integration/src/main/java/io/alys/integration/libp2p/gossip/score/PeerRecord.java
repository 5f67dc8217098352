package io.alys.integration.libp2p.gossip.score;

import io.alys.integration.libp2p.gossip.score.PeerScore.Part;
import io.alys.integration.libp2p.gossip.score.PeerScore.Reason;
import io.alys.messages.types.Bytes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was counted about one peer. */
final class PeerRecord {

  final Map<String, TopicRecord> topics = new HashMap<>();
  private final ScoreSettings settings;
  private Bytes network;
  private double misbehaviour;
  private double application;

  PeerRecord(ScoreSettings settings, Bytes network) {
    this.settings = settings;
    this.network = network;
  }

  /** What was counted on one topic. */
  static final class TopicRecord {
    private final ScoreSettings.TopicScoring scoring;
    private boolean inMesh;
    private long graftedAt;
    private long timeInMesh;
    private double firstDeliveries;
    private double invalid;

    TopicRecord(ScoreSettings.TopicScoring scoring) {
      this.scoring = scoring;
    }

    void grafted(long now) {
      inMesh = true;
      graftedAt = now;
      timeInMesh = 0;
    }

    void pruned() {
      inMesh = false;
      timeInMesh = 0;
    }

    void delivered() {
      firstDeliveries = Math.min(scoring.firstDeliveries().cap(), firstDeliveries + 1);
    }

    void invalid() {
      invalid = Math.min(scoring.invalid().cap(), invalid + 1);
    }

    private double addTo(String topic, List<Part> parts) {
      var name = Optional.of(topic);
      var mesh = scoring.timeInMesh();
      double quanta = Math.min(mesh.cap(), (double) timeInMesh / mesh.quantum().toMillis());
      return scoring.weight()
          * (add(parts, Reason.TIME_IN_MESH, name, quanta, mesh.weight() * quanta)
              + add(
                  parts,
                  Reason.FIRST_DELIVERIES,
                  name,
                  firstDeliveries,
                  scoring.firstDeliveries().weight() * firstDeliveries)
              + add(
                  parts,
                  Reason.INVALID_MESSAGES,
                  name,
                  invalid,
                  scoring.invalid().weight() * invalid * invalid));
    }

    private double add(
        List<Part> parts, Reason reason, Optional<String> topic, double count, double points) {
      if (count != 0) {
        parts.add(new Part(reason, topic, count, scoring.weight() * points));
      }
      return points;
    }

    private void decay(Duration interval, double toZero) {
      firstDeliveries = decayed(firstDeliveries, scoring.firstDeliveries(), interval, toZero);
      invalid = decayed(invalid, scoring.invalid(), interval, toZero);
    }

    private boolean isEmpty() {
      return !inMesh && firstDeliveries == 0 && invalid == 0;
    }
  }

  TopicRecord topic(String topic) {
    return topics.computeIfAbsent(topic, name -> new TopicRecord(settings.topics().of(name)));
  }

  void misbehaved(double times) {
    var cap = settings.peer().behaviour().counter().cap();
    misbehaviour = Math.min(cap, misbehaviour + times);
  }

  void application(double score) {
    application = score;
  }

  Bytes network() {
    return network;
  }

  void moved(Bytes to) {
    network = to;
  }

  /** Good deeds end with the connection, bad ones do not. */
  void disconnected() {
    topics.values().forEach(TopicRecord::pruned);
    topics.values().forEach(record -> record.firstDeliveries = 0);
  }

  double score(int colocated, List<Part> parts) {
    double sum = 0;
    for (var entry : topics.entrySet()) {
      sum += entry.getValue().addTo(entry.getKey(), parts);
    }
    double cap = settings.topics().cap();
    if (sum > cap) {
      parts.add(new Part(Reason.TOPIC_CAP, Optional.empty(), sum, cap - sum));
      sum = cap;
    }
    var peer = settings.peer();
    return sum
        + add(parts, Reason.APPLICATION, application, peer.applicationWeight() * application)
        + add(parts, Reason.COLOCATION, colocated, peer.colocation().points(colocated))
        + add(
            parts,
            Reason.MISBEHAVIOUR,
            misbehaviour,
            peer.behaviour().above().points(misbehaviour));
  }

  void decay(long now) {
    var interval = settings.decay().interval();
    double toZero = settings.decay().toZero();
    for (var record : topics.values()) {
      record.decay(interval, toZero);
      if (record.inMesh) {
        record.timeInMesh = now - record.graftedAt;
      }
    }
    topics.values().removeIf(TopicRecord::isEmpty);
    misbehaviour = decayed(misbehaviour, settings.peer().behaviour().counter(), interval, toZero);
  }

  private static double add(List<Part> parts, Reason reason, double count, double points) {
    if (points != 0 || (count != 0 && reason != Reason.COLOCATION)) {
      parts.add(new Part(reason, Optional.empty(), count, points));
    }
    return points;
  }

  private static double decayed(
      double count, ScoreSettings.Counter counter, Duration interval, double toZero) {
    double left = count * counter.factor(interval);
    return left < toZero ? 0 : left;
  }
}
