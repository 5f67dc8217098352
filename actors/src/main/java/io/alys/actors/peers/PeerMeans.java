package io.alys.actors.peers;

import akka.actor.typed.ActorRef;
import io.alys.actors.bus.Address;
import io.alys.actors.runtime.MonotonicClock;
import io.alys.messages.network.SyncProtocol;
import io.alys.messages.peers.ChainIdentity;
import io.alys.messages.signing.SigningProtocol;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.peers.DialPlan;
import io.alys.workflows.ports.Entropy;
import io.alys.workflows.ports.PeerTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the PeerActor works with.
 *
 * @param transport opened by it, closed by whoever made it
 * @param chain which chain this node is of
 * @param contacts whom the operator named
 */
public record PeerMeans(
    PeerTransport transport,
    ChainIdentity chain,
    Contacts contacts,
    Neighbours neighbours,
    Limits limits,
    Times times) {

  /**
   * Whom the operator named.
   *
   * @param members the peers of the federation and their places among the authorities
   */
  public record Contacts(
      List<PeerAddress> bootnodes, List<PeerAddress> staticPeers, Map<PeerId, Integer> members) {

    /** Copies the collections. */
    public Contacts {
      bootnodes = List.copyOf(bootnodes);
      staticPeers = List.copyOf(staticPeers);
      members = Map.copyOf(members);
    }
  }

  /**
   * Other actors; {@code sync} and {@code signing} are null where there are none.
   *
   * @param sync is told what peers claim
   * @param signing is told the members' clocks
   */
  public record Neighbours(
      Address<StorageProtocol.Command> storage,
      @Nullable ActorRef<SyncProtocol.Command> sync,
      @Nullable Address<SigningProtocol.Command> signing) {}

  /**
   * Bounds.
   *
   * @param maxPeers connected ones; members come in all the same
   * @param v1Allowed whether peers that do not speak our status may stay
   * @param greeting how long a peer may take to say which chain it is of
   * @param statusInterval between two questions for a peer's status
   * @param ban how long who misbehaves is banned
   */
  public record Limits(
      DialPlan dials,
      int maxPeers,
      boolean v1Allowed,
      Duration greeting,
      Duration statusInterval,
      Duration ban) {

    /** What the node uses unless it is told otherwise. */
    public static final Limits DEFAULT =
        new Limits(
            DialPlan.DEFAULT,
            60,
            true,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofHours(1));

    /** Checks the bounds. */
    public Limits {
      if (maxPeers < 1 || !greeting.isPositive() || !statusInterval.isPositive()) {
        throw new IllegalArgumentException("max-peers, greeting, status-interval: positive");
      }
      if (!ban.isPositive()) {
        throw new IllegalArgumentException("ban-time must be positive");
      }
    }
  }

  /** Clocks and chance. */
  public record Times(InstantSource clock, MonotonicClock steady, Entropy entropy) {}
}
