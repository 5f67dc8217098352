package io.alys.messages.node;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.mining.AuxPowProtocol;

/** Messages of the chain supervisor. */
public interface ChainSupervisorProtocol {

  /** What the guardian may send. */
  sealed interface Command extends ActorMessage {}

  /** Asks for its children's addresses. */
  record GetChildren(ActorRef<Children> replyTo) implements Command {}

  /** Addresses that stay valid across the children's restarts. */
  record Children(
      ActorRef<ChainProtocol.Command> chain,
      ActorRef<AuxPowProtocol.Command> mining,
      ActorRef<EngineProtocol.Command> engine) {}
}
