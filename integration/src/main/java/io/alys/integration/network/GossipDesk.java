package io.alys.integration.network;

import io.alys.integration.libp2p.gossip.router.Count;
import io.alys.integration.libp2p.gossip.router.Published;
import io.alys.integration.libp2p.gossip.router.Received;
import io.alys.integration.libp2p.gossip.router.RouterSettings;
import io.alys.integration.libp2p.gossip.router.Verdict;
import io.alys.integration.libp2p.gossip.score.PeerScore.Part;
import io.alys.integration.libp2p.gossip.service.Gossip;
import io.alys.integration.libp2p.gossip.service.GossipListener;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.peers.PeerScore;
import io.alys.messages.types.Bytes;
import io.alys.workflows.ports.GossipId;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.PeerTransport.PublishRefusal;
import io.alys.workflows.ports.PeerTransport.PublishResult;
import io.alys.workflows.ports.TransportCounters;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gossip in the node's own words: topics have listeners, messages wait for verdicts. */
final class GossipDesk implements GossipListener {

  private static final Logger LOG = LoggerFactory.getLogger(GossipDesk.class);

  private final Gossip gossip;
  private final Map<String, io.alys.workflows.ports.GossipListener> listeners =
      new ConcurrentHashMap<>();
  private final LongAdder published = new LongAdder();
  private final LongAdder received = new LongAdder();

  GossipDesk(RouterSettings settings, Gossip.Node node) {
    this.gossip = new Gossip(settings, node, this);
  }

  Gossip gossip() {
    return gossip;
  }

  void subscribe(String topic, io.alys.workflows.ports.GossipListener listener) {
    listeners.put(topic, listener);
    gossip.subscribe(topic);
  }

  void unsubscribe(String topic) {
    gossip.unsubscribe(topic);
    listeners.remove(topic);
  }

  PublishResult publish(String topic, Bytes payload) {
    return switch (gossip.publish(topic, payload)) {
      case Published.Sent sent -> {
        published.increment();
        yield new PublishResult.Published(new GossipId(sent.id()), sent.peers());
      }
      case Published.TooLarge _ -> new PublishResult.Refused(PublishRefusal.TOO_LARGE);
      case Published.Duplicate _ -> new PublishResult.Refused(PublishRefusal.DUPLICATE);
    };
  }

  void verdict(GossipId id, PeerTransport.Verdict verdict) {
    var _ =
        gossip.verdict(
            id.bytes(),
            switch (verdict) {
              case ACCEPT -> Verdict.ACCEPT;
              case IGNORE -> Verdict.IGNORE;
              case REJECT -> Verdict.REJECT;
            });
  }

  @Override
  public void received(Received message) {
    received.increment();
    var listener = listeners.get(message.topic());
    if (listener == null) {
      var _ = gossip.verdict(message.id(), Verdict.IGNORE);
      return;
    }
    try {
      listener.received(
          new io.alys.workflows.ports.GossipListener.Gossip(
              new GossipId(message.id()),
              message.topic(),
              message.payload(),
              PeerNames.of(message.from())));
    } catch (RuntimeException e) {
      LOG.warn("a listener of {} failed", message.topic(), e);
    }
  }

  PeerScore score(PeerId peer) {
    var score = gossip.score(peer);
    return new PeerScore(
        score.total(),
        score.parts().stream()
            .filter(part -> part.points() != 0)
            .map(part -> new PeerScore.Part(reason(part), part.points()))
            .toList());
  }

  TransportCounters.Gossip counters() {
    var counts = gossip.counts();
    return new TransportCounters.Gossip(
        published.sum(),
        received.sum(),
        of(counts, Count.DUPLICATE),
        of(counts, Count.ACCEPTED),
        of(counts, Count.REJECTED)
            + of(counts, Count.BAD_SIGNATURE)
            + of(counts, Count.TOO_LARGE)
            + of(counts, Count.MALFORMED),
        of(counts, Count.OVERLOAD) + of(counts, Count.EXPIRED) + of(counts, Count.SEND_DROPPED));
  }

  private static String reason(Part part) {
    var name = part.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return part.topic().map(topic -> name + " on " + topic).orElse(name);
  }

  private static long of(Map<Count, Long> counts, Count count) {
    return counts.getOrDefault(count, 0L);
  }
}
