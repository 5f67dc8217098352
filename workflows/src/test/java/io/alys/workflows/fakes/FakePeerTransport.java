package io.alys.workflows.fakes;

import io.alys.messages.peers.Goodbye;
import io.alys.messages.peers.PeerDetails;
import io.alys.messages.peers.PeerScore;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.GossipId;
import io.alys.workflows.ports.GossipListener;
import io.alys.workflows.ports.OpenRequest;
import io.alys.workflows.ports.PeerListener;
import io.alys.workflows.ports.PeerListener.Departure;
import io.alys.workflows.ports.PeerListener.FaultLayer;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.RequestHandler;
import io.alys.workflows.ports.RequestKind;
import io.alys.workflows.ports.ResponseListener;
import io.alys.workflows.ports.TransportCounters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node's end of a {@link FakePeerNetwork}. */
public final class FakePeerTransport implements PeerTransport {

  private final FakePeerNetwork network;
  private final PeerId self;
  private final PeerAddress address;
  private final FakeGossip gossip;
  private final FakeRequests requests;
  private final Set<PeerId> blockedPeers = new HashSet<>();
  private final Set<IpAddress> blockedAddresses = new HashSet<>();
  private Set<PeerId> direct = Set.of();
  private @Nullable PeerListener listener;
  private boolean open;
  private long accepted;

  /** Ends of connections that the listener has not heard of yet. */
  private final Map<PeerId, Departure> unheard = new HashMap<>();

  private long dialled;
  private long failedDials;
  private long turnedAway;
  private long faults;

  FakePeerTransport(FakePeerNetwork network, PeerId self, PeerAddress address) {
    this.network = network;
    this.self = self;
    this.address = address;
    this.gossip = new FakeGossip(network, self);
    this.requests = new FakeRequests(network, self);
  }

  /** The peer speaks none of these protocols, as a node of another version. */
  public void doesNotSpeak(String... protocols) {
    synchronized (network) {
      requests.doesNotSpeak(protocols);
    }
  }

  /** The direct peers as they were set last. */
  public Set<PeerId> directPeers() {
    synchronized (network) {
      return direct;
    }
  }

  /** The connected peers, in the order of their names. */
  public List<PeerId> peers() {
    synchronized (network) {
      return network.peersOf(self);
    }
  }

  @Override
  public void open(PeerListener to) {
    synchronized (network) {
      listener = to;
      open = true;
      for (var peer : network.peersOf(self)) {
        network.deliver(self, self, () -> tellConnected(peer, true));
      }
    }
  }

  @Override
  public void close() {
    synchronized (network) {
      if (open) {
        network.peersOf(self).forEach(peer -> disconnect(peer, Goodbye.SHUTDOWN));
        open = false;
        gossip.clear();
      }
    }
  }

  @Override
  public PeerId self() {
    return self;
  }

  @Override
  public Set<PeerAddress> addresses() {
    synchronized (network) {
      return open ? Set.of(address) : Set.of();
    }
  }

  @Override
  public CompletionStage<DialResult> dial(PeerAddress to) {
    synchronized (network) {
      var result = new CompletableFuture<DialResult>();
      var target = network.at(to).map(FakePeerTransport::self).orElse(self);
      network.deliver(self, target, () -> result.complete(connect(to)));
      return result;
    }
  }

  private DialResult connect(PeerAddress to) {
    var target = network.at(to).filter(node -> node.open && open);
    if (target.isEmpty() || !network.canReach(self, target.get().self)) {
      return failed("nobody answers at " + to);
    }
    var peer = target.get();
    if (peer.self.equals(self)) {
      return failed("that is this node itself");
    }
    if (to.peer().isPresent() && !to.peer().get().equals(peer.self)) {
      return failed("another peer answers: " + peer.self);
    }
    if (blocks(peer)) {
      return failed("blocked");
    }
    if (peer.blocks(this)) {
      peer.turnAway(FakePeerNetwork.ip(address));
      return failed("turned away");
    }
    if (!network.linked(self, peer.self)) {
      network.link(self, peer.self);
      dialled++;
      peer.accepted++;
      tellConnected(peer.self, true);
      network.deliver(self, peer.self, () -> peer.tellConnected(self, false));
    }
    return new DialResult.Connected(peer.self);
  }

  private DialResult failed(String reason) {
    failedDials++;
    return new DialResult.Failed(reason);
  }

  private boolean blocks(FakePeerTransport other) {
    return blockedPeers.contains(other.self)
        || blockedAddresses.contains(FakePeerNetwork.ip(other.address));
  }

  private void turnAway(IpAddress from) {
    turnedAway++;
    told(to -> to.turnedAway(from, "blocked"));
  }

  private void tellConnected(PeerId peer, boolean byUs) {
    var other = network.transport(peer).orElseThrow();
    if (network.linked(self, peer)) {
      hearEnd(peer);
      told(to -> to.connected(peer, other.address.withoutPeer(), byUs));
      network.deliver(peer, self, () -> tellIdentified(other));
    }
  }

  private void tellIdentified(FakePeerTransport peer) {
    if (network.linked(self, peer.self)) {
      var details =
          new PeerDetails("fake/1", "alys/1", List.of(peer.address), peer.requests.spoken());
      told(to -> to.identified(peer.self, details));
    }
  }

  private void told(Consumer<PeerListener> event) {
    if (listener != null) {
      event.accept(listener);
    }
  }

  @Override
  public void disconnect(PeerId peer, Goodbye reason) {
    synchronized (network) {
      if (network.unlink(self, peer)) {
        var other = network.transport(peer).orElseThrow();
        ends(self, peer, new Departure(true, reason, "this node left"));
        other.ends(self, self, new Departure(false, reason, "the peer left"));
      }
    }
  }

  void linkEnded(PeerId peer, String reason) {
    ends(self, peer, new Departure(false, Goodbye.UNKNOWN, reason));
  }

  /** The news comes from a node, and takes its time. */
  private void ends(PeerId source, PeerId peer, Departure departure) {
    unheard.put(peer, departure);
    network.deliver(source, self, () -> hearEnd(peer));
  }

  /** At the latest before the next connection with the peer begins. */
  private void hearEnd(PeerId peer) {
    var departure = unheard.remove(peer);
    if (departure != null) {
      requests.peerLeft(peer);
      told(to -> to.disconnected(peer, departure));
    }
  }

  void sawFault(PeerId peer, FaultLayer layer, String reason) {
    faults++;
    told(to -> to.fault(peer, layer, reason));
  }

  boolean listensAt(PeerAddress where) {
    return open && where.withoutPeer().equals(address.withoutPeer());
  }

  FakeGossip gossip() {
    return gossip;
  }

  FakeRequests requests() {
    return requests;
  }

  @Override
  public void subscribe(String topic, GossipListener to) {
    synchronized (network) {
      gossip.subscribe(topic, to);
    }
  }

  @Override
  public void unsubscribe(String topic) {
    synchronized (network) {
      gossip.unsubscribe(topic);
    }
  }

  @Override
  public PublishResult publish(String topic, Bytes payload) {
    synchronized (network) {
      return open
          ? gossip.publish(topic, payload)
          : new PublishResult.Refused(PublishRefusal.NOT_OPEN);
    }
  }

  @Override
  public void verdict(GossipId id, Verdict verdict) {
    synchronized (network) {
      gossip.verdict(id, verdict);
    }
  }

  @Override
  public OpenRequest request(PeerId peer, RequestKind kind, Bytes body, ResponseListener to) {
    synchronized (network) {
      return requests.send(peer, kind, body, to);
    }
  }

  @Override
  public void serve(RequestKind kind, RequestHandler handler) {
    synchronized (network) {
      requests.serve(kind, handler);
    }
  }

  @Override
  public Optional<PeerScore> score(PeerId peer) {
    synchronized (network) {
      return network.linked(self, peer) ? Optional.of(gossip.score(peer)) : Optional.empty();
    }
  }

  @Override
  public void applicationScore(PeerId peer, double value) {
    synchronized (network) {
      gossip.applicationScore(peer, value);
    }
  }

  @Override
  public void setDirectPeers(Set<PeerId> peers) {
    synchronized (network) {
      direct = Set.copyOf(peers);
    }
  }

  @Override
  public void block(PeerId peer) {
    synchronized (network) {
      blockedPeers.add(peer);
      disconnect(peer, Goodbye.BANNED);
    }
  }

  @Override
  public void unblock(PeerId peer) {
    synchronized (network) {
      blockedPeers.remove(peer);
    }
  }

  @Override
  public void block(IpAddress ip) {
    synchronized (network) {
      blockedAddresses.add(ip);
      network.peersOf(self).stream()
          .filter(peer -> blocks(network.transport(peer).orElseThrow()))
          .forEach(peer -> disconnect(peer, Goodbye.BANNED_ADDRESS));
    }
  }

  @Override
  public void unblock(IpAddress ip) {
    synchronized (network) {
      blockedAddresses.remove(ip);
    }
  }

  @Override
  public TransportCounters counters() {
    synchronized (network) {
      int now = network.peersOf(self).size();
      return new TransportCounters(
          new TransportCounters.Connections(
              now, accepted, dialled, failedDials, turnedAway, faults),
          gossip.counters(),
          requests.counters());
    }
  }
}
