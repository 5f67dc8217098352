package io.alys.node.admin;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Scheduler;
import io.alys.actors.bus.Address;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.messages.actor.DeadLetterProtocol;
import io.alys.messages.registry.RegistryProtocol;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the administration server knows of the node.
 *
 * @param registry who knows all actors
 * @param supervisor at the top of the tree, who takes orders
 * @param deadLetters who keeps messages that were not delivered
 * @param metrics the meters as Prometheus reads them
 * @param stop begins to stop the node in order and returns at once
 * @param chaos faults on order, null unless the node runs for tests
 */
public record AdminNode(
    Address<RegistryProtocol.Command> registry,
    ActorRef<SupervisorProtocol.Command> supervisor,
    Address<DeadLetterProtocol.Command> deadLetters,
    Scheduler scheduler,
    Supplier<String> metrics,
    Runnable stop,
    @Nullable ChaosOrders chaos) {}
