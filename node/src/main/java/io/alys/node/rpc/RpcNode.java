package io.alys.node.rpc;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Scheduler;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.mining.AuxPowProtocol;

/** What the JSON-RPC server knows of the node: the two actors that it asks, and fixed facts. */
public record RpcNode(
    ActorRef<ChainProtocol.Command> chain,
    ActorRef<AuxPowProtocol.Command> mining,
    Scheduler scheduler,
    RpcFacts facts) {}
