package io.alys.actors;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Scheduler;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.bus.Bus;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.messages.actor.ChaosProtocol;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.registry.RegistryProtocol;
import org.jspecify.annotations.Nullable;

/**
 * What the node's supervised actors find around their tree.
 *
 * @param registry who knows all actors
 * @param supervisor at the top of the tree
 * @param scheduler of the actor system
 * @param chaos faults on order, null unless the node runs for tests
 */
public record Surroundings(
    Bus bus,
    ActorRef<RegistryProtocol.Command> registry,
    ActorRef<SupervisorProtocol.Command> supervisor,
    Scheduler scheduler,
    @Nullable ActorRef<ChaosProtocol.Command> chaos) {

  /** Where events are published. */
  public ActorRef<Topic.Command<NodeEvent>> events() {
    return bus.events().topic();
  }
}
