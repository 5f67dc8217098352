package io.alys.messages.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.mining.AuxPowProtocol;

/** Messages of the root guardian. */
public interface GuardianProtocol {

  /** What the program around the actor system may send. */
  sealed interface Command extends ActorMessage {}

  /** The addresses that servers talk to; they stay valid across restarts. */
  record GetAddresses(ActorRef<Addresses> replyTo) implements Command {}

  /** Stop everything in order: the chain first, the store last. */
  record Stop(ActorRef<Stopped> replyTo) implements Command {}

  /** The node's public addresses. */
  record Addresses(
      ActorRef<ChainProtocol.Command> chain,
      ActorRef<AuxPowProtocol.Command> mining,
      ActorRef<EngineProtocol.Command> engine,
      ActorRef<Topic.Command<NodeEvent>> events) {}

  /** Every actor has stopped. */
  record Stopped() {}
}
