package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.NodeActors;
import io.alys.actors.Surroundings;
import io.alys.actors.bus.Address;
import io.alys.actors.mining.AuxPowActor;
import io.alys.actors.mining.AuxPowStart;
import io.alys.actors.storage.StorageActor;
import io.alys.actors.supervision.Addresses;
import io.alys.actors.supervision.ChildKey;
import io.alys.actors.supervision.ChildSpec;
import io.alys.actors.supervision.Part;
import io.alys.actors.supervision.Subtree;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.execution.EngineStatus;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.network.NetworkProtocol;
import io.alys.messages.signing.SigningProtocol;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.ports.Entropy;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.supervision.CircuitLimits;
import io.alys.workflows.supervision.SupervisionStrategy;
import io.alys.workflows.supervision.SupervisionStrategy.CircuitBreaker;
import io.alys.workflows.supervision.SupervisionStrategy.ExponentialBackoff;
import io.alys.workflows.supervision.SupervisionStrategy.Never;
import io.alys.workflows.supervision.SupervisionStrategy.OneForAll;
import io.alys.workflows.supervision.SupervisionStrategy.OneForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The chain subtree: engine, signing, validation, mining, and the head of the chain.
 *
 * @param random for checking signatures together
 * @param engine makes the EngineActor's behaviour, given who listens to its status
 * @param breaker when the EngineActor is left alone for a while because it fails
 * @param signing makes the SigningActor's behaviour, given where events go; null for a full node
 * @param authority this node's index among the authorities, null for a full node
 * @param validators size of the validation pool
 */
public record ChainPlan(
    ChainSpec spec,
    InstantSource clock,
    BlsScheme scheme,
    Entropy random,
    Function<Consumer<EngineStatus>, Behavior<EngineProtocol.Command>> engine,
    CircuitLimits breaker,
    @Nullable Function<ActorRef<Topic.Command<NodeEvent>>, Behavior<SigningProtocol.Command>>
        signing,
    @Nullable Integer authority,
    int validators,
    ChainSetup.Limits chainLimits,
    AuxPowActor.Limits miningLimits) {

  /** The dispatcher for signature checks, defined in {@code reference.conf}. */
  public static final String VALIDATION_DISPATCHER = "alys.validation-dispatcher";

  /** What the subtree can't remedy concerns consensus, and so the whole node. */
  private static final RestartLimit ALL = new RestartLimit(2, Duration.ofMinutes(10));

  private static final RestartLimit ALONE = new RestartLimit(10, Duration.ofMinutes(1));
  private static final Duration SHORTEST_REST = Duration.ofSeconds(5);

  /** The subtree. */
  public Part part(Surroundings around) {
    var parts = new ArrayList<Part>();
    parts.add(enginePart());
    if (signing != null) {
      parts.add(signingPart(signing, around));
    }
    for (var key : NodeActors.validators(validators)) {
      parts.add(validator(key));
    }
    parts.add(miningPart(around));
    parts.add(headPart(around));
    return new Subtree("chain", new OneForAll(ALL), Part.Deadlines.DEFAULT, parts);
  }

  /** Its queue is answered when it dies; the connection is made anew and asked for at once. */
  private ChildSpec<EngineProtocol.Command> enginePart() {
    return ChildSpec.of(
            NodeActors.ENGINE,
            NodeActors.ENGINE_KIND,
            new CircuitBreaker(breaker),
            addresses -> {
              var chain = addresses.of(NodeActors.HEAD);
              chain.tell(new ChainProtocol.EngineChanged(new EngineStatus.Connecting()));
              return engine.apply(status -> chain.tell(new ChainProtocol.EngineChanged(status)));
            })
        .announcesServing();
  }

  /** It never begins again by itself, since its files may be what failed (2.2). */
  private static ChildSpec<SigningProtocol.Command> signingPart(
      Function<ActorRef<Topic.Command<NodeEvent>>, Behavior<SigningProtocol.Command>> signing,
      Surroundings around) {
    return ChildSpec.of(
            NodeActors.SIGNING,
            NodeActors.SIGNING_KIND,
            new Never(),
            addresses -> signing.apply(around.events()))
        .withDispatcher(DispatcherSelector.fromConfig(StorageActor.DISPATCHER))
        .withStandIn((addresses, reason) -> SigningStandIn.create(reason));
  }

  /** It owns nothing; whoever asked is told and asks another one. */
  private ChildSpec<ValidationProtocol.Command> validator(
      ChildKey<ValidationProtocol.Command> key) {
    return ChildSpec.of(
            key,
            NodeActors.VALIDATION_KIND,
            new OneForOne(ALONE),
            addresses -> ValidationActor.create(spec.authorities(), scheme, random))
        .withDispatcher(DispatcherSelector.fromConfig(VALIDATION_DISPATCHER));
  }

  /** Templates and accepted proofs are on disk. */
  private ChildSpec<AuxPowProtocol.Command> miningPart(Surroundings around) {
    return ChildSpec.of(
            NodeActors.AUXPOW,
            NodeActors.MINING_KIND,
            new OneForOne(ALONE),
            addresses -> AuxPowStart.create(miningPeers(addresses, around), spec, miningLimits))
        .withDependencies(NodeActors.STORE, NodeActors.HEAD)
        .announcesServing();
  }

  private static AuxPowActor.Peers miningPeers(Addresses addresses, Surroundings around) {
    return new AuxPowActor.Peers(
        around.bus().address(addresses.of(NodeActors.STORE)),
        addresses.of(NodeActors.HEAD),
        around.events(),
        network(addresses, around));
  }

  /** Everything that it owns is on disk: it loads the stored chain and goes on. */
  private ChildSpec<ChainProtocol.Command> headPart(Surroundings around) {
    var spec =
        ChildSpec.of(
                NodeActors.HEAD,
                NodeActors.CHAIN_KIND,
                backoff(),
                addresses -> ChainStart.create(setup(addresses, around)))
            .withStandIn(
                (addresses, reason) -> ChainStandIn.create(reason, setup(addresses, around)))
            .announcesServing();
    return signing == null
        ? spec.withDependencies(NodeActors.STORE, NodeActors.ENGINE)
        : spec.withDependencies(NodeActors.STORE, NodeActors.ENGINE, NodeActors.SIGNING);
  }

  /** Whatever makes it fail in each slot has to count as failing in a row. */
  private SupervisionStrategy backoff() {
    var slots = spec.slotDuration().multipliedBy(5).dividedBy(2);
    return new ExponentialBackoff(
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        2,
        0.2,
        5,
        slots.compareTo(SHORTEST_REST) > 0 ? slots : SHORTEST_REST);
  }

  /** Null for a node without peers. */
  private static @Nullable Address<NetworkProtocol.Command> network(
      Addresses addresses, Surroundings around) {
    return addresses.find(NodeActors.NETWORK).map(around.bus()::address).orElse(null);
  }

  private ChainSetup setup(Addresses addresses, Surroundings around) {
    List<ActorRef<ValidationProtocol.Command>> workers =
        NodeActors.validators(validators).stream().map(addresses::of).toList();
    var peers =
        new ChainSetup.Peers(
            addresses.of(NodeActors.ENGINE),
            around.bus().address(addresses.of(NodeActors.STORE)),
            around.bus().group("/chain/validation", workers),
            addresses.find(NodeActors.SIGNING).orElse(null),
            addresses.of(NodeActors.AUXPOW),
            around.events(),
            network(addresses, around));
    return new ChainSetup(peers, spec, authority, clock, scheme, chainLimits);
  }
}
