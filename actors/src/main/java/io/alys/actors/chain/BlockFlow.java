package io.alys.actors.chain;

import io.alys.actors.NodeActors;
import io.alys.actors.runtime.Current;
import io.alys.actors.runtime.Origin;
import io.alys.messages.block.Approval;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.execution.Receipt;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.rules.Ancestry;
import io.alys.workflows.rules.BlockRules;
import io.alys.workflows.rules.Verdict;
import io.alys.workflows.rules.VoteRequests;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes blocks through import, one at a time, own blocks first: rules, execution, vote and
 * certificate, store, head (rule 2.6 gives the order). Part of the ChainActor.
 */
final class BlockFlow {

  /** Slots that are looked back for approvals, and blocks that are asked for at a time. */
  private static final int MOST_ASKED = 8;

  /** A block that waits, and who asked for it. */
  private record Waiting(ImportJob job, Origin origin) {}

  private final ChainCore core;
  private final HeadNews news;
  private final HeadKeeper keeper;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final CandidateBlocks candidates;
  private final HeldBlocks held;
  private final RefusedBlocks refused;
  private @Nullable ImportJob current;
  private boolean childAtWork;
  private Instant startedAt = Instant.EPOCH;

  BlockFlow(ChainCore core) {
    this.core = core;
    this.news = new HeadNews(core);
    this.keeper = new HeadKeeper(core, news);
    var limits = core.setup.limits();
    var authorities = core.setup.spec().authorities().size();
    this.candidates = new CandidateBlocks(core.setup.scheme(), limits.maxCandidates(), authorities);
    this.held = new HeldBlocks(limits.maxPendingBlocks());
    this.refused = new RefusedBlocks(limits.maxPendingBlocks());
  }

  boolean isIdle() {
    return current == null;
  }

  /**
   * Fails when an import has not moved for far longer than its steps may take: a lost answer must
   * not hold the chain up, and after the restart that follows everything comes from the store.
   */
  void checkProgress() {
    var limit = core.setup.limits().importPatience().multipliedBy(3);
    var job = current;
    if (job != null && startedAt.plus(limit).isBefore(core.setup.clock().instant())) {
      throw new IllegalStateException("import of " + job.ref() + " has not moved for " + limit);
    }
  }

  CandidateBlocks candidates() {
    return candidates;
  }

  HeldBlocks held() {
    return held;
  }

  RefusedBlocks refused() {
    return refused;
  }

  /** A block with a root that is not stored yet, wherever it stands. */
  Optional<ImportJob> find(Hash32 root) {
    return candidates.find(root).or(() -> underWay(root)).or(() -> held.find(root));
  }

  private Optional<ImportJob> underWay(Hash32 root) {
    var job = current;
    if (job != null && job.root().equals(root)) {
      return Optional.of(job);
    }
    return waiting.stream().map(Waiting::job).filter(w -> w.root().equals(root)).findFirst();
  }

  /** Whether a held block stands on this one. */
  boolean isWanted(Hash32 root) {
    return held.parents().contains(root);
  }

  /** Tries held blocks again whose parent is certified here and whose slot has begun. */
  void retryHeld() {
    var now = core.now();
    var due =
        held.take(
            job ->
                core.tree.context(job.block().message().parentHash()).isPresent()
                    && (job.isCertified() || now.hasBegun(job.block().message().slot())));
    due.forEach(this::submit);
  }

  /** Takes a block in; a full queue refuses it by name. */
  void submit(ImportJob job) {
    if (core.tree.context(job.root()).isPresent()) {
      job.answer(new ChainProtocol.AlreadyKnown(job.root()));
      return;
    }
    if (job.isOwn() || job.executed() != null) {
      waiting.addFirst(new Waiting(job, Current.origin()));
    } else if (waiting.size() >= core.setup.limits().maxPendingBlocks()) {
      job.answer(new ChainProtocol.ImportHeld(job.root(), "too many blocks wait for import"));
      held.hold(job);
      return;
    } else {
      waiting.addLast(new Waiting(job, Current.origin()));
    }
    next();
  }

  /** Starts the next waiting block, when nothing is under way and the engine is ready. */
  void next() {
    while (current == null && core.engine.isReady() && !waiting.isEmpty()) {
      var next = waiting.removeFirst();
      Current.within(next.origin(), () -> start(next.job()));
    }
  }

  private void start(ImportJob job) {
    var message = job.block().message();
    if (core.tree.context(job.root()).isPresent()) {
      job.answer(new ChainProtocol.AlreadyKnown(job.root()));
      return;
    }
    if (core.tree.context(message.parentHash()).isEmpty()) {
      job.answer(new ChainProtocol.ImportHeld(job.root(), "the parent is not certified here"));
      held.hold(job);
      askForParent(message.parentHash());
      return;
    }
    if (job.checked() != null && !job.isCertified() && !core.now().hasBegun(message.slot())) {
      held.hold(job);
      return;
    }
    current = job;
    startedAt = core.setup.clock().instant();
    if (job.executed() != null) {
      store(job, job.executed());
      return;
    }
    var header = message.auxpowHeader();
    var proof = header == null ? null : header.auxpow();
    if (proof == null) {
      judge(job, Set.of());
      return;
    }
    core.setup
        .peers()
        .storage()
        .ask(
            core.context,
            core.setup.limits().askTimeout(),
            replyTo ->
                new StorageProtocol.FindParentHeader(
                    BitcoinCodec.hash(proof.parentBlock()), replyTo),
            (StorageProtocol.ParentHeaderResult result) ->
                new ChainInternal.ParentHeaderLookedUp(job, result));
  }

  /** Asks for what others have and this node lacks: parents, approvals, blocks (2.5). */
  void askForMissing() {
    held.parents().forEach(this::askForParent);
    var slot = core.slotNow();
    candidates.open().stream()
        .filter(job -> slot.minus(job.block().message().slot()) <= MOST_ASKED)
        .forEach(job -> core.outreach.wantApprovals(job.root()));
    var unseen = candidates.withoutBlock();
    core.outreach.wantBlocks(
        unseen.subList(Math.max(0, unseen.size() - MOST_ASKED), unseen.size()).stream()
            .filter(root -> find(root).isEmpty() && core.tree.context(root).isEmpty())
            .toList());
  }

  /** A parent that is here but lacks approvals needs these, one that is not here itself. */
  private void askForParent(Hash32 parent) {
    if (core.tree.context(parent).isPresent()) {
      return;
    }
    if (candidates.find(parent).isPresent()) {
      core.outreach.wantApprovals(parent);
    } else if (held.find(parent).isEmpty() && underWay(parent).isEmpty()) {
      core.outreach.wantBlocks(List.of(parent));
    }
  }

  void onParentHeader(ChainInternal.ParentHeaderLookedUp looked) {
    if (!looked.job().equals(current)) {
      return;
    }
    switch (looked.result()) {
      case StorageProtocol.ParentHeaderFound found ->
          judge(looked.job(), Set.copyOf(found.blocks()));
      case StorageProtocol.StorageRefused refused ->
          hold(looked.job(), "storage-unavailable", refused.reason());
      case StorageProtocol.StorageUnavailable away ->
          hold(looked.job(), "storage-unavailable", away.reason());
    }
  }

  private void judge(ImportJob job, Set<BlockRef> sameParentHeader) {
    var parent = core.tree.context(job.block().message().parentHash()).orElseThrow();
    var ancestry = new Ancestry(parent, core.tree, sameParentHeader);
    switch (BlockRules.check(job.block().message(), ancestry, core.setup.spec())) {
      case Verdict.Valid valid -> spawnImport(job, parent);
      case Verdict.Refused refused ->
          refuse(job, refused.refusal().code().id(), refused.refusal().toString());
      case Verdict.Hold hold -> hold(job, hold.reason().id(), "rule " + hold.reason().rule());
    }
  }

  private void spawnImport(ImportJob job, BlockContext parent) {
    var peers = core.setup.peers();
    var order =
        new BlockImport.Order(
            job.block(),
            job.root(),
            parent.slot(),
            facts(job, parent),
            core.conflict() == null ? core.setup.authority() : null,
            core.setup.limits().importPatience(),
            job.isOwn(),
            job.checked());
    var importPeers =
        new BlockImport.Peers(
            peers.engine(),
            peers.validation(),
            peers.signing(),
            (sum, more) -> core.setup.scheme().aggregate(List.of(sum, more)));
    var replyTo =
        core.context.messageAdapter(
            BlockImport.Outcome.class, outcome -> new ChainInternal.ImportEnded(job, outcome));
    var child =
        core.begin(NodeActors.BLOCK_TASK_KIND, BlockImport.create(importPeers, order, replyTo));
    core.context.watchWith(child, new ChainInternal.ImportGone(job));
    childAtWork = true;
  }

  private Set<VoteFact> facts(ImportJob job, BlockContext parent) {
    var candidate = new VoteRequests.Candidate(job.root(), job.block().message().slot(), parent);
    var authorities = core.setup.spec().authorities().size();
    var observer = new VoteRequests.Observer(core.now(), core.tree, authorities);
    return VoteRequests.of(candidate, observer, false).established();
  }

  void onImportEnded(ChainInternal.ImportEnded ended) {
    var job = ended.job();
    if (!job.equals(current) || !ended.outcome().root().equals(job.root())) {
      return;
    }
    childAtWork = false;
    switch (ended.outcome()) {
      case BlockImport.Certified done -> {
        publishVote(job, done.vote());
        store(job.certified(done.block(), done.receipts()), done.receipts());
      }
      case BlockImport.Uncertified open -> onUncertified(job, open);
      case BlockImport.Refused wrong -> refuse(job, wrong.code(), wrong.detail());
      case BlockImport.Held waits -> {
        hold(job, waits.code(), waits.detail());
        if (waits.behind()) {
          core.engine.lost(waits.detail());
        }
      }
    }
  }

  private void publishVote(ImportJob job, @Nullable Approval vote) {
    if (vote != null && !job.isOwn()) {
      core.outreach.publish(job.root(), vote);
    }
  }

  /** Peers are asked for their approvals; the own one is asked for again when it is held. */
  private void onUncertified(ImportJob job, BlockImport.Uncertified open) {
    publishVote(job, open.vote());
    if (job.isOwn()) {
      core.outreach.publish(open.block());
    }
    var needed = candidates.keep(job, open.block(), open.receipts());
    var count = open.block().approval().bits().count();
    job.answer(
        new ChainProtocol.ImportHeld(job.root(), "approvals-missing: " + count + " approvals"));
    if (needed.isEmpty() && open.voteHeld()) {
      held.hold(job);
    }
    current = null;
    needed.ifPresent(this::submit);
    next();
  }

  void onImportGone(ImportJob job) {
    if (childAtWork && job.equals(current)) {
      childAtWork = false;
      hold(job, "import-crashed", "the import crashed, see the log");
    }
  }

  private void store(ImportJob job, List<Receipt> receipts) {
    current = job;
    keeper.store(job, receipts).ifPresent(problem -> hold(job, "receipts-wrong", problem));
  }

  void onStored(ChainInternal.Stored stored) {
    if (keeper.isDone(stored)) {
      finish(stored.pending());
    }
  }

  void onHeadSet(ChainInternal.HeadSet set) {
    keeper.headSet(set);
    var floor = core.heads().committed().height();
    candidates.dropUpTo(floor);
    held.drop(job -> !job.ref().height().isAbove(floor));
    finish(set.pending());
  }

  void onCarrierLoaded(ChainInternal.CarrierLoaded loaded) {
    news.carrierLoaded(loaded);
  }

  private void finish(ChainInternal.Pending pending) {
    var job = pending.job();
    candidates.forget(job.root());
    held.drop(other -> other.root().equals(job.root()));
    news.imported(job, pending.context());
    if (job.isCertifiedHere()) {
      core.outreach.publish(job.block());
    }
    job.answer(new ChainProtocol.Imported(pending.context().self()));
    current = null;
    retryHeld();
    next();
  }

  private void refuse(ImportJob job, String code, String detail) {
    core.context.getLog().warn("block {} refused: {}", job.ref(), detail);
    job.answer(new ChainProtocol.ImportRefused(job.root(), code, detail));
    refused.add(job.root(), code);
    candidates.forget(job.root());
    var header = job.block().message().auxpowHeader();
    if (job.isOwn() && header != null) {
      core.setup.peers().mining().tell(new AuxPowProtocol.DiscardHeader(header, detail));
    }
    drop(job, code, detail);
  }

  private void hold(ImportJob job, String code, String detail) {
    job.answer(new ChainProtocol.ImportHeld(job.root(), code + ": " + detail));
    if (!job.isOwn()) {
      held.hold(job);
    }
    drop(job, code, detail);
  }

  private void drop(ImportJob job, String code, String detail) {
    if (job.isOwn()) {
      core.skipped(job.block().message().slot(), code, detail);
    }
    current = null;
    next();
  }
}
