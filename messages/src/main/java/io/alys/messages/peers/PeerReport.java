package io.alys.messages.peers;

import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A connected peer.
 *
 * @param standing what it is to this node
 * @param status what it said last; empty before it said anything, and of V1 nodes
 * @param clockAhead how far its clock was ahead of ours then; negative when it was behind
 * @param complaints what was held against it, the latest last, at most ten
 */
public record PeerReport(
    PeerId peer,
    Standing standing,
    PeerDetails details,
    PeerScore score,
    Optional<NodeStatus> status,
    Optional<Duration> clockAhead,
    List<String> complaints) {

  /** How far the acquaintance goes. */
  public enum Phase {
    /** It has not said yet which chain it is of. */
    GREETING,
    /** It is of this chain. */
    READY,
    /** It does not speak our own protocols, as V1 nodes. */
    V1
  }

  /**
   * What a peer is to this node.
   *
   * @param address where it is seen
   * @param dialled whether this node dialled
   * @param direct whether it is always sent everything, as members of the federation are
   * @param since when it came
   */
  public record Standing(
      Phase phase, PeerAddress address, boolean dialled, boolean direct, Instant since) {}

  /** Copies the list. */
  public PeerReport {
    complaints = List.copyOf(complaints);
  }
}
