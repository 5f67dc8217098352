package io.alys.actors.chain;

import io.alys.actors.NodeActors;
import io.alys.actors.runtime.Current;
import io.alys.actors.runtime.Origin;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.execution.Receipt;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.storage.ChainUpdate;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.head.HeadMove;
import io.alys.workflows.rules.Ancestry;
import io.alys.workflows.rules.BlockFees;
import io.alys.workflows.rules.BlockRules;
import io.alys.workflows.rules.Contexts;
import io.alys.workflows.rules.Verdict;
import io.alys.workflows.rules.VoteRequests;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes blocks through import, one at a time, own blocks first: rules, execution, vote and
 * certificate, store, head (rule 2.6 gives the order). Part of the ChainActor.
 */
final class BlockFlow {

  /** A block that waits, and who asked for it. */
  private record Waiting(ImportJob job, Origin origin) {}

  private final ChainCore core;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final BlockOrigins origins = new BlockOrigins();
  private final CandidateBlocks candidates;
  private @Nullable ImportJob current;
  private boolean childAtWork;
  private Instant startedAt = Instant.EPOCH;

  BlockFlow(ChainCore core) {
    this.core = core;
    this.candidates = new CandidateBlocks(core.setup.scheme(), core.setup.limits().maxCandidates());
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

  /** Takes a block in; a full queue refuses it by name. */
  void submit(ImportJob job) {
    if (core.tree.context(job.root()).isPresent()) {
      job.answer(new ChainProtocol.AlreadyKnown(job.root()));
      return;
    }
    if (job.isOwn()) {
      waiting.addFirst(new Waiting(job, Current.origin()));
    } else if (waiting.size() >= core.setup.limits().maxPendingBlocks()) {
      job.answer(new ChainProtocol.ImportHeld(job.root(), "too many blocks wait for import"));
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
    if (core.tree.context(job.block().message().parentHash()).isEmpty()) {
      job.answer(new ChainProtocol.ImportHeld(job.root(), "the parent is not certified here"));
      return;
    }
    current = job;
    startedAt = core.setup.clock().instant();
    var header = job.block().message().auxpowHeader();
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
    var known = candidates.withApprovals(job.root(), job.block());
    var order =
        new BlockImport.Order(
            known,
            job.root(),
            parent.slot(),
            facts(job, parent),
            core.conflict() == null ? core.setup.authority() : null,
            core.setup.limits().importPatience(),
            job.isOwn());
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
      case BlockImport.Certified done -> store(job, done.block(), done.receipts());
      case BlockImport.Uncertified open -> {
        var grown = candidates.keep(open.block(), open.root());
        hold(job, "approvals-missing", open.block().approval().bits().count() + " approvals");
        grown.ifPresent(block -> submit(new ImportJob(block, open.root(), null, null)));
      }
      case BlockImport.Refused refused -> refuse(job, refused.code(), refused.detail());
      case BlockImport.Held held -> {
        hold(job, held.code(), held.detail());
        if (held.behind()) {
          core.engine.lost(held.detail());
        }
      }
    }
  }

  void onImportGone(ImportJob job) {
    if (childAtWork && job.equals(current)) {
      childAtWork = false;
      hold(job, "import-crashed", "the import crashed, see the log");
    }
  }

  private void store(ImportJob job, SignedBlock block, List<Receipt> receipts) {
    var parent = core.tree.context(block.message().parentHash()).orElseThrow();
    switch (BlockFees.of(block.message().payload(), receipts)) {
      case BlockFees.Problem problem -> hold(job, "receipts-wrong", problem.toString());
      case BlockFees.Total total -> {
        var executed = new Contexts.Executed(block.message(), job.root(), total.fees());
        var context = Contexts.after(parent, executed, core.tree, core.setup.spec());
        core.tree.add(context);
        apply(new ImportJob(block, job.root(), job.producedSince(), job.replyTo()), context);
      }
    }
  }

  private void apply(ImportJob job, BlockContext context) {
    current = job;
    var move =
        switch (HeadMove.of(core.tree, core.heads())) {
          case HeadMove.Outcome.Moved moved -> moved.move();
          case HeadMove.Outcome.Stays stays -> null;
          case HeadMove.Outcome.Conflict conflict -> {
            core.raiseConflict(conflict.floor(), conflict.other());
            yield null;
          }
        };
    var pending = new ChainInternal.Pending(job, context, move);
    var update =
        new ChainUpdate(
            List.of(new StoredBlock(job.block(), context)),
            move == null ? List.of() : move.canonical(),
            move == null ? null : move.heads());
    core.setup
        .peers()
        .storage()
        .ask(
            core.context,
            core.setup.limits().lostAfter(),
            replyTo -> new StorageProtocol.Apply(update, replyTo),
            (StorageProtocol.ApplyResult result) -> new ChainInternal.Stored(pending, result));
  }

  void onStored(ChainInternal.Stored stored) {
    switch (stored.result()) {
      case StorageProtocol.Applied _ -> onApplied(stored);
      case StorageProtocol.StorageRefused refused ->
          throw new IllegalStateException(
              "the store refused a certified block: " + refused.reason());
      // Whether it is on disk is unknown; the restart that follows reads what is.
      case StorageProtocol.StorageUnavailable away ->
          throw new IllegalStateException("the store lost a certified block: " + away.reason());
    }
  }

  private void onApplied(ChainInternal.Stored stored) {
    var move = stored.pending().move();
    if (move == null) {
      finish(stored.pending());
      return;
    }
    var head = core.tree.at(move.heads().certified());
    core.engine.setHead(
        core.forkOf(head),
        core.forkchoice(move.heads()),
        reply -> new ChainInternal.HeadSet(stored.pending(), reply));
  }

  void onHeadSet(ChainInternal.HeadSet set) {
    var move = set.pending().move();
    if (move != null) {
      var before = core.heads();
      core.mark(move.heads());
      announce(move, before.certified());
    }
    finish(set.pending());
    switch (set.reply()) {
      case EngineProtocol.ForkchoiceUpdated updated
          when updated.result().status() instanceof PayloadStatus.Valid -> {}
      case EngineProtocol.ForkchoiceUpdated updated ->
          core.engine.lost("the new head was answered with " + updated.result().status());
      case EngineProtocol.Unavailable lost -> core.engine.lost(lost.detail());
      case EngineProtocol.Refused refused -> core.engine.lost(refused.reason().toString());
    }
    next();
  }

  private void announce(HeadMove move, BlockRef from) {
    move.abandoned()
        .ifPresent(
            fork -> core.publish(new NodeEvent.Reorganised(from, move.heads().certified(), fork)));
    for (var committed : move.committed()) {
      origins.finish(
          committed.root(), () -> core.publish(new NodeEvent.BlockCommitted(committed.self())));
      if (committed.parentHeader() != null) {
        var start = core.tree.context(committed.parent()).orElseThrow().lastFinal().height().next();
        core.setup
            .peers()
            .storage()
            .ask(
                core.context,
                core.setup.limits().askTimeout(),
                replyTo -> new StorageProtocol.GetBlock(committed.root(), replyTo),
                (StorageProtocol.BlockResult result) ->
                    new ChainInternal.CarrierLoaded(committed, start, result));
      }
    }
  }

  void onCarrierLoaded(ChainInternal.CarrierLoaded loaded) {
    if (loaded.result() instanceof StorageProtocol.BlockFound found
        && found.block().block().message().auxpowHeader() != null) {
      var header = found.block().block().message().auxpowHeader();
      core.publish(
          new NodeEvent.RangeFinalised(
              new BlockRef(header.rangeStart(), loaded.rangeStart()),
              loaded.carrier().lastFinal(),
              loaded.carrier().self(),
              header.feeRecipient()));
    }
  }

  private void finish(ChainInternal.Pending pending) {
    var job = pending.job();
    var transactions = job.block().message().payload().transactions().size();
    candidates.forget(job.root());
    origins.remember(job.root());
    core.publish(
        new NodeEvent.BlockImported(
            pending.context().self(), pending.context().slot(), transactions, job.isOwn()));
    if (job.isOwn()) {
      core.produced();
      core.publish(
          new NodeEvent.BlockProduced(
              pending.context().self(),
              pending.context().slot(),
              transactions,
              job.took(core.setup.clock().instant())));
    }
    job.answer(new ChainProtocol.Imported(pending.context().self()));
    current = null;
    next();
  }

  private void refuse(ImportJob job, String code, String detail) {
    core.context.getLog().warn("block {} refused: {}", job.ref(), detail);
    job.answer(new ChainProtocol.ImportRefused(job.root(), code, detail));
    var header = job.block().message().auxpowHeader();
    if (job.isOwn() && header != null) {
      core.setup.peers().mining().tell(new AuxPowProtocol.DiscardHeader(header, detail));
    }
    drop(job, code, detail);
  }

  private void hold(ImportJob job, String code, String detail) {
    job.answer(new ChainProtocol.ImportHeld(job.root(), code + ": " + detail));
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
