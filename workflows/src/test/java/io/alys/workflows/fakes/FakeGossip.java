package io.alys.workflows.fakes;

import io.alys.messages.peers.PeerScore;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.GossipId;
import io.alys.workflows.ports.GossipListener;
import io.alys.workflows.ports.PeerListener.FaultLayer;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.PeerTransport.PublishRefusal;
import io.alys.workflows.ports.PeerTransport.PublishResult;
import io.alys.workflows.ports.PeerTransport.Verdict;
import io.alys.workflows.ports.TransportCounters;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gossip of one node: floods what is accepted to all connected peers on the topic. */
final class FakeGossip {

  private static final int MAX_BYTES = 10 << 20;
  private static final long SEEN_FOR = 60_000_000_000L;
  private static final double INVALID = -10;

  private final FakePeerNetwork network;
  private final PeerId self;
  private final Map<String, GossipListener> topics = new HashMap<>();
  private final Map<GossipId, Long> seen = new LinkedHashMap<>();
  private final Map<GossipId, GossipListener.Gossip> waiting = new LinkedHashMap<>();
  private final Map<PeerId, Integer> invalid = new HashMap<>();
  private final Map<PeerId, Double> application = new HashMap<>();
  private long published;
  private long received;
  private long duplicates;
  private long accepted;
  private long rejected;
  private long dropped;

  FakeGossip(FakePeerNetwork network, PeerId self) {
    this.network = network;
    this.self = self;
  }

  void subscribe(String topic, GossipListener listener) {
    topics.put(topic, listener);
  }

  void unsubscribe(String topic) {
    topics.remove(topic);
  }

  void clear() {
    waiting.clear();
    seen.clear();
  }

  PublishResult publish(String topic, Bytes payload) {
    int most = topic.startsWith("/") ? MAX_BYTES : PeerTransport.V1_MAX_GOSSIP_BYTES;
    if (payload.size() > most) {
      return new PublishResult.Refused(PublishRefusal.TOO_LARGE);
    }
    var id = idOf(payload);
    if (isSeen(id)) {
      return new PublishResult.Refused(PublishRefusal.DUPLICATE);
    }
    published++;
    int peers = send(new GossipListener.Gossip(id, topic, payload, self));
    return new PublishResult.Published(id, peers);
  }

  /** To all on the topic but the one who sent it. */
  private int send(GossipListener.Gossip message) {
    var to = new ArrayList<FakeGossip>();
    for (var peer : network.peersOf(self)) {
      var gossip = network.transport(peer).orElseThrow().gossip();
      if (!peer.equals(message.from()) && gossip.topics.containsKey(message.topic())) {
        to.add(gossip);
      }
    }
    for (var peer : to) {
      var copy = new GossipListener.Gossip(message.id(), message.topic(), message.payload(), self);
      network.deliverUnlessLost(self, peer.self, () -> peer.receive(copy));
    }
    return to.size();
  }

  private void receive(GossipListener.Gossip message) {
    var listener = Optional.ofNullable(topics.get(message.topic()));
    if (listener.isEmpty() || !network.linked(self, message.from())) {
      return;
    }
    if (isSeen(message.id())) {
      duplicates++;
    } else if (waiting.size() >= PeerTransport.MAX_WITHOUT_VERDICT) {
      dropped++;
    } else {
      received++;
      waiting.put(message.id(), message);
      listener.get().received(message);
    }
  }

  void verdict(GossipId id, Verdict verdict) {
    var message = Optional.ofNullable(waiting.remove(id));
    if (message.isEmpty()) {
      return;
    }
    switch (verdict) {
      case ACCEPT -> {
        accepted++;
        send(message.get());
      }
      case IGNORE -> {}
      case REJECT -> {
        rejected++;
        var from = message.get().from();
        invalid.merge(from, 1, Integer::sum);
        network
            .transport(self)
            .orElseThrow()
            .sawFault(from, FaultLayer.GOSSIP, "an invalid message");
      }
    }
  }

  PeerScore score(PeerId peer) {
    var parts = new ArrayList<PeerScore.Part>();
    add(parts, "invalid-messages", INVALID * invalid.getOrDefault(peer, 0));
    add(parts, "application", application.getOrDefault(peer, 0.0));
    return new PeerScore(parts.stream().mapToDouble(PeerScore.Part::value).sum(), parts);
  }

  private static void add(List<PeerScore.Part> parts, String reason, double value) {
    if (value != 0) {
      parts.add(new PeerScore.Part(reason, value));
    }
  }

  void applicationScore(PeerId peer, double value) {
    application.put(peer, value);
  }

  TransportCounters.Gossip counters() {
    return new TransportCounters.Gossip(
        published, received, duplicates, accepted, rejected, dropped);
  }

  private boolean isSeen(GossipId id) {
    var before = seen.putIfAbsent(id, network.now());
    if (before != null && network.now() - before > SEEN_FOR) {
      seen.put(id, network.now());
      return false;
    }
    return before != null;
  }

  private static GossipId idOf(Bytes payload) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(payload.toArray());
      return new GossipId(Bytes.of(digest).slice(0, 20));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
