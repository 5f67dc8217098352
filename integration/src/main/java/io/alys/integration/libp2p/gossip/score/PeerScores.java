package io.alys.integration.libp2p.gossip.score;

import io.alys.integration.libp2p.gossip.score.PeerScore.Part;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.types.Bytes;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The scores of all peers. A bad score outlives the connection for a while; nothing else does. A
 * peer that is not known has the score 0, and nothing is counted about it.
 */
public final class PeerScores {

  private static final int V6_NETWORK = 8;

  private final ScoreSettings settings;
  private final Map<PeerId, PeerRecord> connected = new LinkedHashMap<>();
  private final Map<PeerId, Retained> retained = new LinkedHashMap<>();
  private final Map<Bytes, Integer> perNetwork = new HashMap<>();
  private long decayedAt;

  private record Retained(PeerRecord record, long until) {}

  /** Scores with the clock at a time. */
  public PeerScores(ScoreSettings settings, long now) {
    this.settings = settings;
    this.decayedAt = now;
  }

  /** A peer is there, perhaps again. */
  public void connected(PeerId peer, InetAddress address) {
    disconnect(peer);
    var network = network(address);
    var before = retained.remove(peer);
    var record = before == null ? new PeerRecord(settings, network) : before.record();
    record.moved(network);
    connected.put(peer, record);
    perNetwork.merge(network, 1, Integer::sum);
  }

  /** A peer is gone. */
  public void disconnected(PeerId peer, long now) {
    var record = disconnect(peer);
    if (record == null) {
      return;
    }
    record.disconnected();
    if (record.score(0, new ArrayList<>()) < 0) {
      retained.put(peer, new Retained(record, now + settings.decay().retained().toMillis()));
      if (retained.size() > settings.decay().maxRetained()) {
        retained.remove(retained.keySet().iterator().next());
      }
    }
  }

  /** A peer has come into our mesh. */
  public void grafted(PeerId peer, String topic, long now) {
    count(peer, record -> record.topic(topic).grafted(now));
  }

  /** A peer has left our mesh. */
  public void pruned(PeerId peer, String topic) {
    count(peer, record -> record.topic(topic).pruned());
  }

  /** A peer was the first to bring a message that is valid. */
  public void delivered(PeerId peer, String topic) {
    count(peer, record -> record.topic(topic).delivered());
  }

  /** A peer brought a message that is not valid. */
  public void invalid(PeerId peer, String topic) {
    count(peer, record -> record.topic(topic).invalid());
  }

  /** A peer broke a rule of the protocol, so many times. */
  public void misbehaved(PeerId peer, double times) {
    count(peer, record -> record.misbehaved(times));
  }

  /** What the node itself thinks of a peer, instead of what it thought before. */
  public void application(PeerId peer, double score) {
    count(peer, record -> record.application(score));
  }

  /** Forgets a little for each interval that has passed, and the retained whose time is up. */
  public void decay(long now) {
    long interval = settings.decay().interval().toMillis();
    for (; decayedAt + interval <= now; decayedAt += interval) {
      connected.values().forEach(record -> record.decay(now));
      retained.values().forEach(kept -> kept.record().decay(now));
    }
    retained.values().removeIf(kept -> kept.until() <= now);
  }

  /** A peer's score. */
  public double of(PeerId peer) {
    return explain(peer).total();
  }

  /** A peer's score and why it is that. */
  public PeerScore explain(PeerId peer) {
    var parts = new ArrayList<Part>();
    var record = connected.get(peer);
    if (record != null) {
      return new PeerScore(peer, record.score(colocated(record), parts), parts);
    }
    var kept = retained.get(peer);
    return new PeerScore(peer, kept == null ? 0 : kept.record().score(0, parts), parts);
  }

  /** Of all connected peers. */
  public List<PeerScore> all() {
    return connected.keySet().stream().map(this::explain).toList();
  }

  /** Disconnected peers whose score is kept. */
  public int retained() {
    return retained.size();
  }

  /** The thresholds that the scores are held against. */
  public ScoreSettings.Thresholds thresholds() {
    return settings.thresholds();
  }

  private void count(PeerId peer, Consumer<PeerRecord> what) {
    var record = connected.get(peer);
    if (record != null) {
      what.accept(record);
    }
  }

  private @Nullable PeerRecord disconnect(PeerId peer) {
    var record = connected.remove(peer);
    if (record != null) {
      perNetwork.computeIfPresent(record.network(), (key, count) -> count == 1 ? null : count - 1);
    }
    return record;
  }

  private int colocated(PeerRecord record) {
    return record.network().equals(Bytes.EMPTY) ? 0 : perNetwork.getOrDefault(record.network(), 0);
  }

  /** What counts as one place: an IPv4 address, an IPv6 /64; our own machine is no place. */
  private static Bytes network(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return Bytes.EMPTY;
    }
    var bytes = Bytes.of(address.getAddress());
    return address instanceof Inet6Address ? bytes.slice(0, V6_NETWORK) : bytes;
  }
}
