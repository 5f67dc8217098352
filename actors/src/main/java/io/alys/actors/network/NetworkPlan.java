package io.alys.actors.network;

import akka.actor.typed.ActorRef;
import io.alys.actors.NodeActors;
import io.alys.actors.Surroundings;
import io.alys.actors.supervision.Addresses;
import io.alys.actors.supervision.ChildSpec;
import io.alys.actors.supervision.Part;
import io.alys.actors.supervision.Subtree;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.network.NetworkProtocol;
import io.alys.messages.network.SyncProtocol;
import io.alys.messages.peers.PeerProtocol;
import io.alys.workflows.codec.GossipWire;
import io.alys.workflows.peers.RequestKinds;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.supervision.SupervisionStrategy.ExponentialBackoff;
import io.alys.workflows.supervision.SupervisionStrategy.RestForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The network subtree: what follows in it works with what comes before, so when one begins anew,
 * those after it do, too.
 *
 * @param transport opened by the PeerActor, closed by whoever made it
 * @param wire how gossip is encoded
 * @param kinds of requests
 * @param spec of the chain
 * @param peers makes the PeerActor's spec; null when the transport's peers are seen to by others
 * @param validators size of the validation pool
 */
public record NetworkPlan(
    PeerTransport transport,
    GossipWire wire,
    RequestKinds kinds,
    ChainSpec spec,
    @Nullable Function<Surroundings, ChildSpec<PeerProtocol.Command>> peers,
    int validators,
    NetworkActor.Limits networkLimits,
    SyncActor.Limits syncLimits) {

  private static final RestartLimit LIMIT = new RestartLimit(10, Duration.ofMinutes(1));
  private static final RestartLimit ALL = new RestartLimit(5, Duration.ofMinutes(10));

  /** The subtree. */
  public Part part(Surroundings around) {
    var parts = new ArrayList<Part>();
    if (peers != null) {
      parts.add(peers.apply(around));
    }
    parts.add(networkPart(around));
    parts.add(syncPart(around));
    // Without peers the node still serves its chain; what its parts could not remedy, a new
    // beginning of all of them may.
    return new Subtree("network", new RestForOne(ALL), Part.Deadlines.DEFAULT, parts);
  }

  /** Its listeners take the places of its predecessor's. */
  private ChildSpec<NetworkProtocol.Command> networkPart(Surroundings around) {
    return ChildSpec.of(
            NodeActors.NETWORK,
            NodeActors.NETWORK_KIND,
            new RestForOne(LIMIT),
            addresses ->
                NetworkActor.create(
                    new NetworkActor.Means(
                        transport,
                        wire,
                        kinds,
                        networkLimits,
                        around.bus().address(addresses.of(NodeActors.HEAD)),
                        around.bus().address(addresses.of(NodeActors.AUXPOW)),
                        peersOf(addresses))))
        .withDependencies(NodeActors.HEAD);
  }

  /** All that it knows peers say again, and the chain is on disk. */
  private ChildSpec<SyncProtocol.Command> syncPart(Surroundings around) {
    return ChildSpec.of(
            NodeActors.SYNC,
            NodeActors.SYNC_KIND,
            backoff(),
            addresses ->
                SyncActor.create(
                    new SyncActor.Means(
                        spec,
                        syncLimits,
                        around.bus().address(addresses.of(NodeActors.HEAD)),
                        around.bus().group("/network/validation", workers(addresses)),
                        addresses.of(NodeActors.NETWORK),
                        peersOf(addresses))))
        .withDependencies(NodeActors.NETWORK, NodeActors.HEAD);
  }

  private List<ActorRef<ValidationProtocol.Command>> workers(Addresses addresses) {
    return NodeActors.validators(validators).stream().map(addresses::of).toList();
  }

  private static @Nullable ActorRef<PeerProtocol.Command> peersOf(Addresses addresses) {
    return addresses.find(NodeActors.PEERS).orElse(null);
  }

  private ExponentialBackoff backoff() {
    return new ExponentialBackoff(
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        2,
        0.2,
        10,
        spec.slotDuration().multipliedBy(5));
  }
}
