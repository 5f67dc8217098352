package io.alys.actors.peers;

import io.alys.messages.peers.NodeStatus;
import io.alys.messages.peers.PeerDetails;
import io.alys.messages.peers.PeerReport;
import io.alys.messages.peers.PeerReport.Phase;
import io.alys.messages.peers.PeerReport.Standing;
import io.alys.messages.peers.PeerScore;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A connected peer, as far as it is known. Part of the PeerActor. */
final class Acquaintance {

  final PeerId peer;
  final PeerAddress address;
  final boolean dialled;
  final Instant since;
  final long sinceNanos;
  Phase phase = Phase.GREETING;
  PeerDetails details = PeerDetails.UNKNOWN;
  Optional<NodeStatus> status = Optional.empty();
  Optional<Duration> clockAhead = Optional.empty();
  boolean asked;
  boolean sentAway;

  Acquaintance(PeerEvent.Came came, Instant since, long sinceNanos) {
    this.peer = came.peer();
    this.address = came.address();
    this.dialled = came.dialled();
    this.since = since;
    this.sinceNanos = sinceNanos;
  }

  /** Where to find it again: where it was dialled, or where it listens on the address it has. */
  Optional<PeerAddress> home() {
    if (dialled) {
      return Optional.of(address.withPeer(peer));
    }
    return details.addresses().stream()
        .filter(one -> address.ip().isPresent() && address.ip().equals(one.ip()))
        .map(one -> one.withPeer(peer))
        .findFirst();
  }

  PeerReport report(boolean direct, PeerScore score, List<String> complaints) {
    return new PeerReport(
        peer,
        new Standing(phase, address, dialled, direct, since),
        details,
        score,
        status,
        clockAhead,
        complaints);
  }
}
