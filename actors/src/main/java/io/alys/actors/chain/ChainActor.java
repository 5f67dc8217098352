package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.messages.ActorMessage;
import io.alys.messages.block.ApproveBlock;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.ChainProtocol.Command;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.Height;
import io.alys.workflows.head.ChainTree;
import io.alys.workflows.rules.StallDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Owns the heads of the chain: imports blocks, votes, makes own blocks in own slots, keeps the
 * execution client at the head. This is its running phase; {@link ChainStart} comes before.
 */
final class ChainActor extends AbstractOnMessageBehavior<ActorMessage> {

  private final TimerScheduler<ActorMessage> timers;
  private final ChainCore core;
  private final BlockFlow flow;
  private final Intake intake;
  private final ProductionGate gate;
  private final Authoring authoring;

  /** The running phase over a loaded tree. */
  static Behavior<ActorMessage> running(
      ActorContext<ActorMessage> context,
      TimerScheduler<ActorMessage> timers,
      ChainSetup setup,
      ChainTree tree,
      ChainHeads heads) {
    return new ChainActor(context, timers, new ChainCore(context, setup, tree, heads));
  }

  private ChainActor(
      ActorContext<ActorMessage> context, TimerScheduler<ActorMessage> timers, ChainCore core) {
    super(context);
    context.setLoggerName(ChainActor.class);
    this.timers = timers;
    this.core = core;
    this.flow = new BlockFlow(core);
    this.intake = new Intake(core, flow);
    this.gate = new ProductionGate(core, flow);
    this.authoring = new Authoring(core, flow, gate);
    core.tellMiners();
    core.engine.feed();
    scheduleTick();
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case ChainInternal internal -> onInternal(internal);
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  private void onCommand(Command command) {
    switch (command) {
      case ChainProtocol.ImportBlock sent ->
          flow.submit(ImportJob.foreign(sent.block(), sent.replyTo()));
      case ChainProtocol.TakeBlock(var block, var replyTo) -> intake.onTakeBlock(block, replyTo);
      case ChainProtocol.TakeApproval(var sent, var replyTo) -> intake.onApproval(sent, replyTo);
      case ChainProtocol.AddApproval(var root, var approval) ->
          intake.onApproval(new ApproveBlock(root, approval), null);
      case ChainProtocol.TakeApprovals(var root, var approval) ->
          intake.onApprovals(root, approval);
      case ChainProtocol.ServeBlock serve -> onServeBlock(serve);
      case ChainProtocol.AdviseReadiness advice -> gate.advise(advice);
      case ChainProtocol.EngineChanged changed -> core.engine.onStatus(changed.status());
      case ChainProtocol.AdviseMiners _ -> core.tellMiners();
      case ChainProtocol.GetBlock get ->
          query(get.replyTo(), replyTo -> new StorageProtocol.GetBlock(get.root(), replyTo));
      case ChainProtocol.GetBlockAt get -> onGetBlockAt(get.height(), get.replyTo());
      case ChainProtocol.GetHead get ->
          query(
              get.replyTo(),
              replyTo -> new StorageProtocol.GetBlock(core.heads().certified().root(), replyTo));
      case ChainProtocol.GetStatus get -> get.replyTo().tell(status());
    }
  }

  private void onInternal(ChainInternal internal) {
    switch (internal) {
      case ChainInternal.SlotTick tick -> onSlotTick();
      case ChainInternal.AuthorNow now -> authoring.onAuthorNow(now.tick());
      case ChainInternal.HeaderPicked picked -> authoring.onHeaderPicked(picked);
      case ChainInternal.BuildEnded ended -> authoring.onBuildEnded(ended);
      case ChainInternal.BuilderGone gone -> authoring.onBuilderGone(gone);
      case ChainInternal.ParentHeaderLookedUp looked -> flow.onParentHeader(looked);
      case ChainInternal.BlockJudged judged -> intake.onBlockJudged(judged);
      case ChainInternal.ApprovalJudged judged -> intake.onApprovalJudged(judged);
      case ChainInternal.ApprovalsJudged judged -> intake.onApprovalsJudged(judged);
      case ChainInternal.ApprovalsDue due -> flow.askForMissing();
      case ChainInternal.ImportEnded ended -> flow.onImportEnded(ended);
      case ChainInternal.ImportGone gone -> flow.onImportGone(gone.job());
      case ChainInternal.Stored stored -> flow.onStored(stored);
      case ChainInternal.HeadSet set -> onHeadSet(set);
      case ChainInternal.CarrierLoaded loaded -> flow.onCarrierLoaded(loaded);
      case ChainInternal.BlockRead read -> read.replyTo().tell(BlockReplies.of(read.result()));
      case ChainInternal.FeedNews news -> onFeedNews(news);
      case ChainInternal.FeederGone gone -> core.engine.onFeederGone();
      case ChainInternal.FeedAgain again -> core.engine.feed();
      case ChainInternal.Loading loading -> {}
    }
  }

  private void scheduleTick() {
    timers.startSingleTimer(new ChainInternal.SlotTick(), authoring.untilNextSlot());
  }

  private void onSlotTick() {
    flow.checkProgress();
    flow.retryHeld();
    flow.askForMissing();
    authoring.onTick();
    if (core.outreach.hasPeers()) {
      timers.startSingleTimer(
          new ChainInternal.ApprovalsDue(),
          core.setup.spec().slotDuration().multipliedBy(7).dividedBy(10));
    }
    scheduleTick();
  }

  private void onHeadSet(ChainInternal.HeadSet set) {
    flow.onHeadSet(set);
    authoring.onNewHead();
  }

  private void onFeedNews(ChainInternal.FeedNews news) {
    core.engine.onNews(news.outcome());
    if (core.engine.isReady()) {
      flow.retryHeld();
    }
    flow.next();
  }

  /** What lacks approvals is served, too: who asks may have those that are missing. */
  private void onServeBlock(ChainProtocol.ServeBlock serve) {
    var candidate = flow.candidates().find(serve.root());
    if (candidate.isPresent()) {
      serve.replyTo().tell(new ChainProtocol.Found(candidate.get().block(), serve.root()));
    } else {
      query(serve.replyTo(), me -> new StorageProtocol.GetBlock(serve.root(), me));
    }
  }

  private void onGetBlockAt(Height height, ActorRef<ChainProtocol.BlockReply> replyTo) {
    if (height.isAbove(core.heads().certified().height())) {
      replyTo.tell(new ChainProtocol.NotFound());
      return;
    }
    query(replyTo, storeReply -> new StorageProtocol.GetCanonical(height, storeReply));
  }

  private void query(
      ActorRef<ChainProtocol.BlockReply> replyTo,
      Function<ActorRef<StorageProtocol.BlockResult>, StorageProtocol.Command> question) {
    core.setup
        .peers()
        .storage()
        .ask(
            getContext(),
            core.setup.limits().askTimeout(),
            question,
            (StorageProtocol.BlockResult result) -> new ChainInternal.BlockRead(replyTo, result));
  }

  private ChainProtocol.ChainStatus status() {
    var reasons = new ArrayList<String>();
    addIfPresent(reasons, "execution client: ", core.engine.trouble());
    addIfPresent(reasons, "", core.conflict());
    var distance = StallDistance.after(core.head(), core.setup.spec());
    if (distance.isStalled()) {
      reasons.add(
          "no AuxPoW for "
              + distance.blocks()
              + " blocks: production waits for a miner (rule 7.5)");
    }
    addIfPresent(reasons, "", core.idleness());
    if (core.setup.authority() != null) {
      addIfPresent(reasons, "not synced: ", gate.obstacle().orElse(null));
    }
    var heads = core.heads();
    return new ChainProtocol.ChainStatus(
        reasons.isEmpty() ? "running" : "degraded",
        heads.certified(),
        heads.committed(),
        heads.powFinal(),
        authoring.lastTick(),
        distance.blocks(),
        distance.limit(),
        reasons,
        core.lastSkip());
  }

  private static void addIfPresent(List<String> reasons, String prefix, @Nullable String reason) {
    if (reason != null) {
      reasons.add(prefix + reason);
    }
  }
}
