package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.bus.Replies;
import io.alys.actors.runtime.Current;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.ChainProtocol.Command;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.network.GossipVerdict;
import io.alys.messages.storage.ChainUpdate;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import io.alys.workflows.codec.SigningRoot;
import io.alys.workflows.head.ChainTree;
import io.alys.workflows.rules.Contexts;
import io.alys.workflows.rules.GenesisBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ChainActor's first phase: loads the stored chain from lastFinal of the committed floor
 * upwards, or makes the genesis block of an empty store from the execution client's block 0.
 */
public final class ChainStart extends AbstractOnMessageBehavior<ActorMessage> {

  private static final BlockRef NOTHING = new BlockRef(Hash32.ZERO, Height.ZERO);

  /** In place of heads that are not known yet. */
  static final ChainHeads NO_HEADS = new ChainHeads(NOTHING, NOTHING, NOTHING);

  private final TimerScheduler<ActorMessage> timers;
  private final ChainSetup setup;
  private final List<BlockContext> loaded = new ArrayList<>();
  private @Nullable ChainHeads heads;
  private String waitingFor = "the store";

  /** The ChainActor. */
  public static Behavior<Command> create(ChainSetup setup) {
    return Behaviors.<ActorMessage>setup(
            context -> Behaviors.withTimers(timers -> new ChainStart(context, timers, setup)))
        .narrow();
  }

  private ChainStart(
      ActorContext<ActorMessage> context, TimerScheduler<ActorMessage> timers, ChainSetup setup) {
    super(context);
    this.timers = timers;
    this.setup = setup;
    askPage(null);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    return switch (message) {
      case Command command -> onCommand(command);
      case ChainInternal.Loading loading -> onLoading(loading);
      default -> Behaviors.unhandled();
    };
  }

  private Behavior<ActorMessage> onCommand(Command command) {
    var reason = "the node starts: waiting for " + waitingFor;
    switch (command) {
      case ChainProtocol.ImportBlock sent ->
          sent.replyTo()
              .tell(new ChainProtocol.ImportHeld(SigningRoot.of(sent.block().message()), reason));
      case ChainProtocol.TakeBlock(var _, var replyTo) ->
          replyTo.tell(new GossipVerdict.Ignore("starting", reason));
      case ChainProtocol.TakeApproval(var _, var replyTo) ->
          replyTo.tell(new GossipVerdict.Ignore("starting", reason));
      case ChainProtocol.AddApproval _,
          ChainProtocol.TakeApprovals _,
          ChainProtocol.AdviseReadiness _ -> {}
      case ChainProtocol.ServeBlock serve ->
          serve.replyTo().tell(new ChainProtocol.BlockUnavailable(reason));
      case ChainProtocol.EngineChanged changed -> {}
      case ChainProtocol.AdviseMiners advise -> {}
      case ChainProtocol.GetBlock get ->
          get.replyTo().tell(new ChainProtocol.BlockUnavailable(reason));
      case ChainProtocol.GetBlockAt get ->
          get.replyTo().tell(new ChainProtocol.BlockUnavailable(reason));
      case ChainProtocol.GetHead get ->
          get.replyTo().tell(new ChainProtocol.BlockUnavailable(reason));
      case ChainProtocol.GetStatus get -> get.replyTo().tell(status(reason));
    }
    return this;
  }

  private ChainProtocol.ChainStatus status(String reason) {
    var known = heads == null ? NO_HEADS : heads;
    return new ChainProtocol.ChainStatus(
        "starting",
        known.certified(),
        known.committed(),
        known.powFinal(),
        Slot.ZERO,
        0,
        setup.spec().maxBlocksWithoutPow(),
        List.of(reason),
        Optional.empty());
  }

  private Behavior<ActorMessage> onLoading(ChainInternal.Loading loading) {
    return switch (loading) {
      case ChainInternal.PageLoaded answer -> onPageLoaded(answer.result());
      case ChainInternal.ClientKnown answer -> onClientKnown(answer.reply());
      case ChainInternal.GenesisStored answer -> onGenesisStored(answer);
      case ChainInternal.TryAgain again -> {
        loaded.clear();
        askPage(null);
        yield this;
      }
    };
  }

  private <R> void askStore(
      Function<ActorRef<R>, StorageProtocol.Command> question, Function<R, ActorMessage> wrap) {
    setup.peers().storage().ask(getContext(), setup.limits().lostAfter(), question, wrap);
  }

  private void askPage(@Nullable Height from) {
    askStore(replyTo -> new StorageProtocol.Load(from, replyTo), ChainInternal.PageLoaded::new);
  }

  private Behavior<ActorMessage> onPageLoaded(StorageProtocol.LoadResult result) {
    return switch (result) {
      case StorageProtocol.Loaded page when page.heads() == null -> {
        waitingFor = "the execution client, whose block 0 makes the genesis";
        askClient();
        yield this;
      }
      case StorageProtocol.Loaded page -> {
        heads = page.heads();
        loaded.addAll(page.blocks());
        if (page.next() != null) {
          askPage(page.next());
          yield this;
        }
        yield run();
      }
      case StorageProtocol.StorageRefused refused -> tryAgain(refused.reason());
      case StorageProtocol.StorageUnavailable away -> tryAgain(away.reason());
    };
  }

  private Behavior<ActorMessage> run() {
    var stored = heads;
    if (stored == null) {
      throw new IllegalStateException("no heads were loaded");
    }
    var tree = new ChainTree(stored.committed(), loaded);
    getContext()
        .getLog()
        .info(
            "chain at {}, committed {}, final {}",
            stored.certified(),
            stored.committed(),
            stored.powFinal());
    Current.announceServing();
    return ChainActor.running(getContext(), timers, setup, tree, stored);
  }

  private void askClient() {
    Replies.ask(
        getContext(),
        setup.peers().engine(),
        setup.limits().lostAfter(),
        (ActorRef<EngineProtocol.HandshakeReply> replyTo) -> new EngineProtocol.Handshake(replyTo),
        (reply, late) ->
            new ChainInternal.ClientKnown(late == null ? reply : EngineLink.NO_ANSWER));
  }

  private Behavior<ActorMessage> onClientKnown(EngineProtocol.HandshakeReply reply) {
    return switch (reply) {
      case EngineProtocol.HandshakeDone done -> storeGenesis(done);
      case EngineProtocol.Unavailable lost -> tryAgain(lost.detail());
      case EngineProtocol.Refused refused -> tryAgain(refused.reason().toString());
    };
  }

  private Behavior<ActorMessage> storeGenesis(EngineProtocol.HandshakeDone done) {
    var expected = setup.spec().v2().executionGenesisHash();
    if (!done.genesis().blockHash().equals(expected)) {
      return tryAgain(
          "an execution client with genesis " + expected + ", not " + done.genesis().blockHash());
    }
    var block = GenesisBlock.of(setup.spec(), done.genesis());
    var context = Contexts.genesis(block.message(), SigningRoot.of(block.message()));
    var all = new ChainHeads(context.self(), context.self(), context.self());
    var update =
        new ChainUpdate(List.of(new StoredBlock(block, context)), List.of(context.self()), all);
    askStore(
        replyTo -> new StorageProtocol.Apply(update, replyTo),
        (StorageProtocol.ApplyResult result) -> new ChainInternal.GenesisStored(context, result));
    return this;
  }

  private Behavior<ActorMessage> onGenesisStored(ChainInternal.GenesisStored stored) {
    return switch (stored.result()) {
      case StorageProtocol.Applied applied -> {
        var genesis = stored.genesis();
        heads = new ChainHeads(genesis.self(), genesis.self(), genesis.self());
        loaded.add(genesis);
        yield run();
      }
      case StorageProtocol.StorageRefused refused -> tryAgain(refused.reason());
      case StorageProtocol.StorageUnavailable away -> tryAgain(away.reason());
    };
  }

  private Behavior<ActorMessage> tryAgain(String reason) {
    if (!reason.equals(waitingFor)) {
      getContext().getLog().warn("start held up: {}", reason);
    }
    waitingFor = reason;
    timers.startSingleTimer(new ChainInternal.TryAgain(), setup.limits().retryDelay());
    return this;
  }
}
