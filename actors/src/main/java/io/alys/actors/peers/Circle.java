package io.alys.actors.peers;

import io.alys.messages.peers.Ban;
import io.alys.messages.peers.Goodbye;
import io.alys.messages.peers.PeerProtocol;
import io.alys.messages.peers.PeerProtocol.KnownPeer;
import io.alys.messages.peers.PeerProtocol.Refusal;
import io.alys.messages.peers.PeerReport.Phase;
import io.alys.messages.peers.PeerScore;
import io.alys.messages.types.PeerId;
import io.alys.workflows.peers.Conduct;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The connected peers, and what is held against them. Part of the PeerActor. */
final class Circle {

  /** Below it gossip drops everything from a peer. */
  private static final double UNWORTHY = -80;

  private static final int MAX_REFUSALS = 50;

  private final PeerMeans means;
  private final Map<PeerId, Acquaintance> connected = new LinkedHashMap<>();
  private final Conduct conduct = new Conduct();
  private final ArrayDeque<Refusal> refusals = new ArrayDeque<>();

  Circle(PeerMeans means) {
    this.means = means;
  }

  void add(Acquaintance one) {
    connected.put(one.peer, one);
    means.transport().applicationScore(one.peer, -weight(one.peer));
  }

  Optional<Acquaintance> remove(PeerId peer) {
    return Optional.ofNullable(connected.remove(peer));
  }

  Optional<Acquaintance> get(PeerId peer) {
    return Optional.ofNullable(connected.get(peer));
  }

  Set<PeerId> all() {
    return Set.copyOf(connected.keySet());
  }

  boolean isFull() {
    return connected.size() > means.limits().maxPeers();
  }

  boolean isMember(PeerId peer) {
    return means.contacts().members().containsKey(peer);
  }

  /** Those to ask for their status again. */
  List<Acquaintance> greeted() {
    return connected.values().stream().filter(one -> one.phase != Phase.V1).toList();
  }

  /** Those who were given time enough to say which chain they are of. */
  List<PeerId> silent(long readySince, long now) {
    long time = means.limits().greeting().toNanos();
    return connected.values().stream()
        .filter(one -> one.phase == Phase.GREETING)
        .filter(one -> now - one.sinceNanos > time && now - readySince > time)
        .map(one -> one.peer)
        .toList();
  }

  /** Those whom the transport does not know any more. */
  List<PeerId> vanished() {
    return connected.keySet().stream()
        .filter(peer -> means.transport().score(peer).isEmpty())
        .toList();
  }

  /** Those whose gossip is dropped. */
  List<PeerId> unworthy() {
    return connected.keySet().stream()
        .filter(peer -> !isMember(peer) && score(peer).total() < UNWORTHY)
        .toList();
  }

  /** Notes a complaint; whether it is enough for a ban. */
  boolean complain(PeerId peer, String what, int weight, Instant time, long now) {
    double held = conduct.complain(peer, what, weight, time, now);
    means.transport().applicationScore(peer, -held);
    return held >= Conduct.LIMIT;
  }

  void forgive(PeerId peer) {
    conduct.forgive(peer);
    means.transport().applicationScore(peer, 0);
  }

  /** Notes that a peer is sent away; false when it is on its way already. */
  boolean sendAway(PeerId peer, Goodbye goodbye, String reason, Instant at) {
    var one = connected.get(peer);
    if (one == null || one.sentAway) {
      return false;
    }
    one.sentAway = true;
    if (refusals.size() == MAX_REFUSALS) {
      refusals.remove();
    }
    refusals.add(new Refusal(peer, goodbye, reason, at));
    return true;
  }

  PeerProtocol.Peers peers(List<KnownPeer> known, List<Ban> bans) {
    var transport = means.transport();
    var reports =
        connected.values().stream()
            .map(
                one ->
                    one.report(isMember(one.peer), score(one.peer), conduct.complaints(one.peer)))
            .toList();
    return new PeerProtocol.Peers(
        new PeerProtocol.Self(transport.self(), transport.addresses()),
        reports,
        known,
        bans,
        List.copyOf(refusals));
  }

  private PeerScore score(PeerId peer) {
    return means.transport().score(peer).orElse(PeerScore.ZERO);
  }

  private double weight(PeerId peer) {
    return conduct.weight(peer, means.times().steady().nanos());
  }
}
