package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.ChainProtocol.BlockReply;
import io.alys.messages.chain.ChainProtocol.Command;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.network.GossipVerdict;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers in place of a ChainActor that has failed for good: reads come from the store, whose chain
 * stands still; whatever would change the chain is refused by name.
 */
final class ChainStandIn extends AbstractOnMessageBehavior<ActorMessage> {

  private static final String REMEDY =
      "; no block is made or taken in until an operator orders alys actor retry /chain/head"
          + " or starts the node again";

  private record HeadsRead(StorageProtocol.HeadsResult result) implements ActorMessage {}

  private record BlockRead(ActorRef<BlockReply> replyTo, StorageProtocol.BlockResult result)
      implements ActorMessage {}

  private final String reason;
  private final ChainSetup setup;
  private @Nullable ChainHeads heads;

  /** The behaviour, given why the ChainActor was given up. */
  static Behavior<Command> create(String reason, ChainSetup setup) {
    return Behaviors.<ActorMessage>setup(context -> new ChainStandIn(context, reason, setup))
        .narrow();
  }

  private ChainStandIn(ActorContext<ActorMessage> context, String reason, ChainSetup setup) {
    super(context);
    this.reason = reason + REMEDY;
    this.setup = setup;
    setup.peers().mining().tell(new AuxPowProtocol.ChainLost(this.reason));
    askHeads();
  }

  private void askHeads() {
    setup
        .peers()
        .storage()
        .ask(getContext(), askTimeout(), StorageProtocol.GetHeads::new, HeadsRead::new);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case HeadsRead(StorageProtocol.HeadsFound(var found)) -> heads = found;
      case HeadsRead _ -> {} // asked again with the next question about the head
      case BlockRead(var replyTo, var result) -> replyTo.tell(BlockReplies.of(result));
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  private void onCommand(Command command) {
    switch (command) {
      case ChainProtocol.ImportBlock sent ->
          sent.replyTo()
              .tell(
                  sent.unavailable(
                      new Unavailable(Unavailable.Code.FAILED, reason, Duration.ZERO)));
      case ChainProtocol.TakeBlock(var _, var replyTo) ->
          replyTo.tell(new GossipVerdict.Ignore("failed", reason));
      case ChainProtocol.TakeApproval(var _, var replyTo) ->
          replyTo.tell(new GossipVerdict.Ignore("failed", reason));
      case ChainProtocol.AddApproval _,
          ChainProtocol.TakeApprovals _,
          ChainProtocol.AdviseReadiness _,
          ChainProtocol.EngineChanged _ -> {}
      case ChainProtocol.ServeBlock(var root, var replyTo) ->
          read(replyTo, me -> new StorageProtocol.GetBlock(root, me));
      case ChainProtocol.AdviseMiners _ ->
          setup.peers().mining().tell(new AuxPowProtocol.ChainLost(reason));
      case ChainProtocol.GetBlock(var root, var replyTo) ->
          read(replyTo, me -> new StorageProtocol.GetBlock(root, me));
      case ChainProtocol.GetBlockAt(var height, var replyTo) -> onGetBlockAt(height, replyTo);
      case ChainProtocol.GetHead(var replyTo) -> onGetHead(replyTo);
      case ChainProtocol.GetStatus(var replyTo) -> replyTo.tell(status());
    }
  }

  private void onGetBlockAt(Height height, ActorRef<BlockReply> replyTo) {
    var known = heads;
    if (known != null && height.isAbove(known.certified().height())) {
      replyTo.tell(new ChainProtocol.NotFound());
    } else {
      read(replyTo, me -> new StorageProtocol.GetCanonical(height, me));
    }
  }

  private void onGetHead(ActorRef<BlockReply> replyTo) {
    var known = heads;
    if (known == null) {
      askHeads();
      replyTo.tell(new ChainProtocol.BlockUnavailable(reason));
    } else {
      read(replyTo, me -> new StorageProtocol.GetBlock(known.certified().root(), me));
    }
  }

  private void read(
      ActorRef<BlockReply> replyTo,
      Function<ActorRef<StorageProtocol.BlockResult>, StorageProtocol.Command> question) {
    setup
        .peers()
        .storage()
        .ask(
            getContext(),
            askTimeout(),
            question,
            (StorageProtocol.BlockResult result) -> new BlockRead(replyTo, result));
  }

  private ChainProtocol.ChainStatus status() {
    var known = heads == null ? ChainStart.NO_HEADS : heads;
    if (heads == null) {
      askHeads();
    }
    return new ChainProtocol.ChainStatus(
        "degraded",
        known.certified(),
        known.committed(),
        known.powFinal(),
        Slot.ZERO,
        0,
        setup.spec().maxBlocksWithoutPow(),
        List.of(reason),
        Optional.empty());
  }

  private Duration askTimeout() {
    return setup.limits().askTimeout();
  }
}
