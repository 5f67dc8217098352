package io.alys.node.rpc;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.mining.AuxPowProtocol;

/** Actors that take every message and never answer. */
final class SilentActors {
  private SilentActors() {}

  static Behavior<ChainProtocol.Command> chain() {
    return Behaviors.ignore();
  }

  static Behavior<AuxPowProtocol.Command> mining() {
    return Behaviors.ignore();
  }
}
