package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.bus.Address;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.network.NetworkProtocol;
import io.alys.messages.signing.SigningProtocol;
import io.alys.messages.storage.StorageProtocol;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.spec.ChainSpec;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What the ChainActor is built from.
 *
 * @param peers the actors that it talks to
 * @param spec the network's constants
 * @param authority this node's index among the authorities, null for a full node
 * @param clock the local clock
 * @param scheme adds signatures up
 * @param limits its bounds
 */
public record ChainSetup(
    Peers peers,
    ChainSpec spec,
    @Nullable Integer authority,
    InstantSource clock,
    BlsScheme scheme,
    Limits limits) {

  /**
   * The actors that the chain works with; {@code signing} is null for a full node, {@code network}
   * for a node without peers.
   */
  public record Peers(
      ActorRef<EngineProtocol.Command> engine,
      Address<StorageProtocol.Command> storage,
      Address<ValidationProtocol.Command> validation,
      @Nullable ActorRef<SigningProtocol.Command> signing,
      ActorRef<AuxPowProtocol.Command> mining,
      ActorRef<Topic.Command<NodeEvent>> events,
      @Nullable Address<NetworkProtocol.Command> network) {}

  /**
   * Bounds.
   *
   * @param maxPendingBlocks blocks that wait for import
   * @param maxCandidates valid blocks that wait for approvals
   * @param importPatience after which an import is given up
   * @param askTimeout for questions to other actors of the node
   * @param retryDelay before the execution client is tried again
   */
  public record Limits(
      int maxPendingBlocks,
      int maxCandidates,
      Duration importPatience,
      Duration askTimeout,
      Duration retryDelay) {

    /** An answer that has not come by then never will. */
    Duration lostAfter() {
      return importPatience.multipliedBy(3);
    }
  }
}
