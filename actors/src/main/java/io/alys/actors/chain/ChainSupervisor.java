package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.Signal;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Routers;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.bus.Bus;
import io.alys.actors.mining.AuxPowActor;
import io.alys.actors.storage.StorageActor;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.execution.EngineStatus;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.node.ChainSupervisorProtocol;
import io.alys.messages.node.ChainSupervisorProtocol.Command;
import io.alys.messages.signing.SigningProtocol;
import io.alys.messages.storage.StorageProtocol;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.spec.ChainSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Spawns and watches the chain subtree, one for one; a child that it can't bring back ends it. */
public final class ChainSupervisor extends AbstractOnMessageBehavior<ActorMessage> {

  /** The children's dispatcher for signature checks, defined in {@code reference.conf}. */
  public static final String VALIDATION_DISPATCHER = "alys.validation-dispatcher";

  /**
   * What the subtree is made of.
   *
   * @param engine makes the EngineActor's behaviour, given who listens to its status
   * @param signing makes the SigningActor's behaviour, given where events go; null for a full node
   * @param authority this node's index among the authorities, null for a full node
   * @param validators size of the validation pool
   */
  public record Plan(
      ChainSpec spec,
      InstantSource clock,
      BlsScheme scheme,
      Function<Consumer<EngineStatus>, Behavior<EngineProtocol.Command>> engine,
      @Nullable Function<ActorRef<Topic.Command<NodeEvent>>, Behavior<SigningProtocol.Command>>
          signing,
      @Nullable Integer authority,
      int validators,
      ChainSetup.Limits chainLimits,
      AuxPowActor.Limits miningLimits) {}

  /** The actors of other subtrees. */
  public record Neighbours(Bus bus, ActorRef<StorageProtocol.Command> storage) {

    ActorRef<Topic.Command<NodeEvent>> events() {
      return bus.events().topic();
    }
  }

  private record EngineReported(EngineStatus status) implements ActorMessage {}

  private final Plan plan;
  private final Neighbours neighbours;
  private final ChainSupervisorProtocol.Children children;

  /** The supervisor with its children. */
  public static Behavior<Command> create(Plan plan, Neighbours neighbours) {
    return Behaviors.<ActorMessage>setup(context -> new ChainSupervisor(context, plan, neighbours))
        .narrow();
  }

  private ChainSupervisor(ActorContext<ActorMessage> context, Plan plan, Neighbours neighbours) {
    super(context);
    this.plan = plan;
    this.neighbours = neighbours;
    var engine = spawnEngine();
    var mining = spawnMining();
    this.children =
        new ChainSupervisorProtocol.Children(spawnChain(engine, mining), mining, engine);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case EngineReported reported ->
          children.chain().tell(new ChainProtocol.EngineChanged(reported.status()));
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  @Override
  public Behavior<ActorMessage> onSignal(Signal signal) {
    return switch (signal) {
      case ChildFailed failed -> {
        // A bug or a lost resource that restarts did not mend: the guardian decides what is next.
        getContext().getLog().error("{} is beyond repair", failed.getRef().path(), failed.cause());
        throw new IllegalStateException(failed.getRef().path().name() + " failed", failed.cause());
      }
      case Terminated ended -> {
        getContext().getLog().warn("{} stopped", ended.getRef().path());
        yield this;
      }
      default -> Behaviors.unhandled();
    };
  }

  private void onCommand(Command command) {
    switch (command) {
      case ChainSupervisorProtocol.GetChildren get -> get.replyTo().tell(children);
    }
  }

  private ActorRef<EngineProtocol.Command> spawnEngine() {
    ActorRef<EngineStatus> reports =
        getContext().messageAdapter(EngineStatus.class, EngineReported::new);
    // Restart: the connection is made anew; the queue's requests time out at their askers.
    return spawnWatched(
        Behaviors.supervise(plan.engine().apply(reports::tell))
            .onFailure(SupervisorStrategy.restart().withLimit(10, Duration.ofMinutes(1))),
        "engine",
        Props.empty());
  }

  private ActorRef<AuxPowProtocol.Command> spawnMining() {
    // Restart: templates are forgotten and made anew; miners ask again.
    return spawnWatched(
        Behaviors.supervise(
                AuxPowActor.create(
                    new AuxPowActor.Peers(neighbours.storage(), neighbours.events()),
                    plan.spec(),
                    plan.miningLimits()))
            .onFailure(SupervisorStrategy.restart().withLimit(10, Duration.ofMinutes(1))),
        "auxpow",
        Props.empty());
  }

  private ActorRef<ChainProtocol.Command> spawnChain(
      ActorRef<EngineProtocol.Command> engine, ActorRef<AuxPowProtocol.Command> mining) {
    var peers =
        new ChainSetup.Peers(
            engine,
            neighbours.bus().address(neighbours.storage()),
            neighbours.bus().address(spawnValidation()),
            spawnSigning(),
            mining,
            neighbours.events());
    var setup =
        new ChainSetup(
            peers, plan.spec(), plan.authority(), plan.clock(), plan.scheme(), plan.chainLimits());
    // Backoff: everything that it owns is on disk; it loads the stored chain and goes on.
    return spawnWatched(
        Behaviors.supervise(ChainStart.create(setup))
            .onFailure(
                SupervisorStrategy.restartWithBackoff(
                        Duration.ofSeconds(1), Duration.ofSeconds(60), 0.2)
                    .withMaxRestarts(5)),
        "chain",
        Props.empty());
  }

  private ActorRef<ValidationProtocol.Command> spawnValidation() {
    // Restart: a worker owns nothing; the one request that it died of times out at its asker.
    var worker =
        Behaviors.supervise(ValidationActor.create(plan.spec().authorities(), plan.scheme()))
            .onFailure(SupervisorStrategy.restart());
    var pool =
        Routers.pool(plan.validators(), worker)
            .withRouteeProps(DispatcherSelector.fromConfig(VALIDATION_DISPATCHER));
    return spawnWatched(pool, "validation", Props.empty());
  }

  private @Nullable ActorRef<SigningProtocol.Command> spawnSigning() {
    var signing = plan.signing();
    // No supervision: it never restarts by itself, since its files may be what failed (2.2).
    return signing == null
        ? null
        : spawnWatched(
            signing.apply(neighbours.events()),
            "signing",
            DispatcherSelector.fromConfig(StorageActor.DISPATCHER));
  }

  private <T> ActorRef<T> spawnWatched(Behavior<T> behavior, String name, Props props) {
    var child = getContext().spawn(behavior, name, props);
    getContext().watch(child);
    return child;
  }
}
