package io.alys.node.rpc;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Scheduler;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.registry.RegistryProtocol;
import org.jspecify.annotations.Nullable;

/**
 * What the JSON-RPC server knows of the node: the actors that it asks, and fixed facts.
 *
 * @param registry who knows all actors, null in a node without one
 */
public record RpcNode(
    ActorRef<ChainProtocol.Command> chain,
    ActorRef<AuxPowProtocol.Command> mining,
    @Nullable ActorRef<RegistryProtocol.Command> registry,
    Scheduler scheduler,
    RpcFacts facts) {

  /** Of a node without a registry. */
  public RpcNode(
      ActorRef<ChainProtocol.Command> chain,
      ActorRef<AuxPowProtocol.Command> mining,
      Scheduler scheduler,
      RpcFacts facts) {
    this(chain, mining, null, scheduler, facts);
  }
}
