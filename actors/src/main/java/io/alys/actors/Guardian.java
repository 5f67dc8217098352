package io.alys.actors;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Signal;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.bus.Bus;
import io.alys.actors.bus.DeadLetterLimits;
import io.alys.actors.chain.ChainSupervisor;
import io.alys.actors.storage.StorageActor;
import io.alys.messages.ActorMessage;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.node.ChainSupervisorProtocol;
import io.alys.messages.node.GuardianProtocol;
import io.alys.messages.node.GuardianProtocol.Command;
import io.alys.messages.storage.StorageProtocol;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The root of the actor tree. It spawns the supervisors, hands out their addresses, and stops them
 * in order: the chain before the store. A supervisor that fails ends the node, since what it guards
 * is consensus-critical.
 */
public final class Guardian extends AbstractOnMessageBehavior<ActorMessage> {

  /**
   * What the node is made of.
   *
   * @param storage makes the StorageActor's behaviour, given where events go
   * @param chain the chain subtree
   */
  public record Plan(
      Function<ActorRef<Topic.Command<NodeEvent>>, Behavior<StorageProtocol.Command>> storage,
      ChainSupervisor.Plan chain) {}

  private record ChildrenKnown(
      ActorRef<GuardianProtocol.Addresses> replyTo, ChainSupervisorProtocol.Children children)
      implements ActorMessage {}

  private final ActorRef<Topic.Command<NodeEvent>> events;
  private final ActorRef<StorageProtocol.Command> storage;
  private final ActorRef<ChainSupervisorProtocol.Command> chain;
  private @Nullable ActorRef<GuardianProtocol.Stopped> stopping;

  /** The guardian with its supervisors. */
  public static Behavior<Command> create(Plan plan) {
    return Behaviors.<ActorMessage>setup(context -> new Guardian(context, plan)).narrow();
  }

  private Guardian(ActorContext<ActorMessage> context, Plan plan) {
    super(context);
    var bus = Bus.start(context, new Bus.Settings(DeadLetterLimits.DEFAULT, plan.chain().clock()));
    this.events = bus.events().topic();
    context.spawn(EventLog.create(events), "event-log");
    // No supervision: after a failed sync nothing may be retried, the node has to stop (§7).
    this.storage =
        context.spawn(
            plan.storage().apply(events),
            "storage",
            DispatcherSelector.fromConfig(StorageActor.DISPATCHER));
    context.watch(storage);
    this.chain =
        context.spawn(
            ChainSupervisor.create(plan.chain(), new ChainSupervisor.Neighbours(bus, storage)),
            "chain");
    context.watch(chain);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case ChildrenKnown known -> onChildrenKnown(known);
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
        getContext().getLog().error("{} failed, the node stops", failed.getRef().path().name());
        yield Behaviors.stopped();
      }
      case Terminated ended -> onTerminated(ended);
      default -> Behaviors.unhandled();
    };
  }

  private void onCommand(Command command) {
    switch (command) {
      case GuardianProtocol.GetAddresses get -> onGetAddresses(get);
      case GuardianProtocol.Stop stop -> onStop(stop);
    }
  }

  private void onGetAddresses(GuardianProtocol.GetAddresses get) {
    var replyTo =
        getContext()
            .messageAdapter(
                ChainSupervisorProtocol.Children.class,
                children -> new ChildrenKnown(get.replyTo(), children));
    chain.tell(new ChainSupervisorProtocol.GetChildren(replyTo));
  }

  private void onChildrenKnown(ChildrenKnown known) {
    var children = known.children();
    known
        .replyTo()
        .tell(
            new GuardianProtocol.Addresses(
                children.chain(), children.mining(), children.engine(), events));
  }

  private void onStop(GuardianProtocol.Stop stop) {
    stopping = stop.replyTo();
    getContext().stop(chain);
  }

  private Behavior<ActorMessage> onTerminated(Terminated ended) {
    if (stopping == null) {
      getContext().getLog().error("{} stopped by itself, the node stops", ended.getRef().path());
      return Behaviors.stopped();
    }
    if (ended.getRef().path().equals(chain.path())) {
      getContext().stop(storage);
      return this;
    }
    stopping.tell(new GuardianProtocol.Stopped());
    return Behaviors.stopped();
  }
}
