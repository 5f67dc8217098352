package io.alys.node.rpc;

import io.alys.actors.bus.Address;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.registry.RegistryProtocol;

/** What the JSON-RPC server knows of the node: the actors that it asks, and fixed facts. */
public record RpcNode(
    Address<ChainProtocol.Command> chain,
    Address<AuxPowProtocol.Command> mining,
    Address<RegistryProtocol.Command> registry,
    RpcFacts facts) {}
