package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.gossip.GossipMessage;
import io.alys.integration.libp2p.gossip.GossipRpc;
import io.alys.integration.libp2p.gossip.GossipRpc.Wish;
import io.alys.integration.libp2p.gossip.score.PeerScore;
import io.alys.integration.libp2p.gossip.score.PeerScores;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.types.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A gossipsub router: who gets what. For one thread at a time; all times are milliseconds of one
 * clock that never goes back, and {@link #heartbeat} must be called regularly.
 */
public final class Router {

  /** How much an RPC that cannot be read counts as misbehaviour. */
  private static final int MALFORMED = 10;

  private final RouterSettings settings;
  private final Peers peers;
  private final MeshKeeper mesh;
  private final LazyGossip lazy;
  private final Fanout fanout;
  private final Relay relay;

  /** A router without topics and peers. */
  public Router(RouterSettings settings, PeerId self, RandomGenerator random, Port port, long now) {
    this.settings = settings;
    var memory = settings.bounds().memory();
    var seen = new SeenCache(memory.seen(), settings.timing().seen().toMillis());
    this.peers = new Peers(new PeerScores(settings.policy().scores(), now), random, port);
    this.mesh = new MeshKeeper(settings, peers);
    this.lazy = new LazyGossip(settings, peers, seen);
    this.fanout = new Fanout(settings, peers);
    this.relay = new Relay(settings, self, peers, new Relay.Parts(mesh, lazy, fanout, seen));
  }

  /** Comes to a topic. */
  public void subscribe(String topic, long now) {
    if (!mesh.isOn(topic)) {
      peers.all().forEach(peer -> peers.tellWish(peer, Wish.JOIN, List.of(topic)));
      mesh.join(topic, fanout.end(topic), now);
      flush();
    }
  }

  /** Leaves a topic. */
  public void unsubscribe(String topic, long now) {
    if (mesh.isOn(topic)) {
      mesh.leave(topic, now);
      flush();
      peers.all().forEach(peer -> peers.tellWish(peer, Wish.LEAVE, List.of(topic)));
    }
  }

  /** A peer is there; what is for it waits until the way to it is open. */
  public void connected(PeerId id, Link link, long now) {
    disconnected(id, now);
    var peer = new PeerState(id, link, settings.bounds().memory().queueBytes());
    peers.add(peer);
  }

  /** The way to a peer is open, or open again: it hears all our topics anew. */
  public void opened(PeerId id, Link.Version version) {
    peers
        .get(id)
        .ifPresent(
            peer -> {
              peer.version = version;
              peers.tellWish(peer, Wish.JOIN, mesh.topics());
            });
  }

  /** A peer is gone. */
  public void disconnected(PeerId id, long now) {
    peers.get(id).ifPresent(peer -> remove(peer, now));
  }

  /** What a peer says. */
  public void received(PeerId id, GossipRpc rpc, long now) {
    var known = peers.get(id);
    if (known.isEmpty()) {
      return;
    }
    var peer = known.get();
    if (!peers.isAbove(peer, peers.scores.thresholds().graylist())) {
      peers.count(Count.GRAYLISTED);
      return;
    }
    rpc.subscriptions().forEach(wish -> wish(peer, wish, now));
    rpc.messages().forEach(message -> relay.receive(peer, message, now));
    var control = rpc.control();
    lazy.onHave(peer, control.have(), mesh.topics(), now);
    lazy.onWant(peer, control.want());
    control.graft().forEach(topic -> mesh.onGraft(peer, topic, now));
    control.prune().forEach(prune -> mesh.onPrune(peer, prune, now));
    peers.flush(peer);
  }

  /** A peer sent what cannot be read, or is too large. */
  public void malformed(PeerId id) {
    peers.count(Count.MALFORMED);
    peers.get(id).ifPresent(peer -> peers.misbehaved(peer, MALFORMED));
  }

  /** Sends a message of our own, signed, to all who should have it. */
  public Published publish(GossipMessage message, long now) {
    return relay.publish(message, now);
  }

  /** What the node makes of a message; false when no verdict is waited for (any more). */
  public boolean verdict(Bytes id, Verdict verdict) {
    return relay.verdict(id, verdict);
  }

  /** Keeps everything in shape. */
  public void heartbeat(long now) {
    peers.scores.decay(now);
    lazy.checkPromises(now);
    relay.expire(now);
    mesh.heartbeat(now);
    fanout.heartbeat(now);
    mesh.topics().forEach(topic -> lazy.advertise(topic, mesh.of(topic)));
    fanout.topics().forEach(topic -> lazy.advertise(topic, fanout.of(topic)));
    lazy.cache().shift();
    peers.all().forEach(PeerState::nextHeartbeat);
    flush();
  }

  /** The next frame for a peer, its length in front; it may be one that others get as well. */
  public Optional<byte[]> next(PeerId id) {
    return peers.get(id).flatMap(peer -> peer.outbox.poll());
  }

  /** Takes others for those that always get everything, and are not scored. */
  public void direct(Set<PeerId> others, long now) {
    peers.direct(others, now).forEach(peer -> mesh.becameDirect(peer, now));
    flush();
  }

  /** The node's own opinion of a peer. */
  public void application(PeerId id, double score) {
    peers.scores.application(id, score);
  }

  /** A peer's score, and why. */
  public PeerScore score(PeerId id) {
    return peers.scores.explain(id);
  }

  /** The scores of all peers but direct ones. */
  public List<PeerScore> scores() {
    return peers.scores.all();
  }

  /** For each topic who gets every message at once. */
  public Map<String, List<PeerId>> mesh() {
    return mesh.view();
  }

  /** Connected peers that are on a topic. */
  public List<PeerId> peersOn(String topic) {
    return peers.all().stream()
        .filter(peer -> peer.topics.contains(topic))
        .map(peer -> peer.id)
        .toList();
  }

  /** What happened so far. */
  public Map<Count, Long> counts() {
    return peers.counts();
  }

  /** How full the memory is. */
  public Usage usage() {
    return new Usage(
        relay.pending(),
        lazy.cache().bytes(),
        lazy.promises().size(),
        mesh.backoffs(),
        peers.all().stream().mapToLong(peer -> peer.outbox.bytes()).sum());
  }

  /**
   * How full the memory is.
   *
   * @param pending messages without a verdict
   * @param cacheBytes of messages for those who ask
   * @param promises that are watched
   * @param backoffs that run
   * @param queuedBytes for all peers
   */
  public record Usage(int pending, long cacheBytes, int promises, int backoffs, long queuedBytes) {}

  private void wish(PeerState peer, GossipRpc.Subscription wish, long now) {
    var topic = wish.topic();
    if (wish.wish() == Wish.LEAVE) {
      peer.topics.remove(topic);
      mesh.left(peer, topic);
      fanout.left(peer, topic);
    } else if (peer.topics.contains(topic)) {
      return;
    } else if (peer.topics.size() >= settings.bounds().control().topics()) {
      peers.overstepped(peer);
    } else {
      peer.topics.add(topic);
      mesh.joined(peer, topic, now);
    }
  }

  private void remove(PeerState peer, long now) {
    mesh.gone(peer);
    fanout.gone(peer);
    lazy.promises().forget(peer.id);
    peers.remove(peer, now);
  }

  private void flush() {
    peers.all().forEach(peers::flush);
  }
}
