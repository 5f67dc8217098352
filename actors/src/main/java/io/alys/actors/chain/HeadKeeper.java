package io.alys.actors.chain;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.execution.Receipt;
import io.alys.messages.storage.ChainUpdate;
import io.alys.messages.storage.StorageProtocol;
import io.alys.workflows.head.HeadMove;
import io.alys.workflows.rules.BlockFees;
import io.alys.workflows.rules.Contexts;
import io.alys.workflows.rules.ForkChoice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts certified blocks on disk and moves the heads: block, index, work and heads in one update,
 * then the execution client, then the marks (rule 2.6). Part of the ChainActor.
 */
final class HeadKeeper {

  private final ChainCore core;
  private final HeadNews news;

  HeadKeeper(ChainCore core, HeadNews news) {
    this.core = core;
    this.news = news;
  }

  /** Begins to store a block; what is wrong with its receipts, when something is. */
  Optional<String> store(ImportJob job, List<Receipt> receipts) {
    var message = job.block().message();
    return switch (BlockFees.of(message.payload(), receipts)) {
      case BlockFees.Problem problem -> Optional.of(problem.toString());
      case BlockFees.Total total -> {
        var parent = core.tree.context(message.parentHash()).orElseThrow();
        var executed = new Contexts.Executed(message, job.root(), total.fees());
        var context = Contexts.after(parent, executed, core.tree, core.setup.spec());
        core.tree.add(context);
        apply(job, context);
        yield Optional.empty();
      }
    };
  }

  private void apply(ImportJob job, BlockContext context) {
    var move = moveFor(context);
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

  /** A block beside the floor moves nothing, but may prove that others committed it (2.5). */
  private @Nullable HeadMove moveFor(BlockContext context) {
    if (!core.tree.descends(context, core.tree.floor())) {
      if (ForkChoice.best(core.tree, List.of(context)) instanceof ForkChoice.Choice.Conflict it) {
        core.raiseConflict(it.floor(), it.other());
      }
      return null;
    }
    return switch (HeadMove.of(core.tree, core.heads())) {
      case HeadMove.Outcome.Moved moved -> moved.move();
      case HeadMove.Outcome.Stays _ -> null;
      case HeadMove.Outcome.Conflict conflict -> {
        core.raiseConflict(conflict.floor(), conflict.other());
        yield null;
      }
    };
  }

  /** Whether that was all; else the execution client is told its new head now. */
  boolean isDone(ChainInternal.Stored stored) {
    switch (stored.result()) {
      case StorageProtocol.Applied _ -> {}
      case StorageProtocol.StorageRefused refused ->
          throw new IllegalStateException(
              "the store refused a certified block: " + refused.reason());
      // Whether it is on disk is unknown; the restart that follows reads what is.
      case StorageProtocol.StorageUnavailable away ->
          throw new IllegalStateException("the store lost a certified block: " + away.reason());
    }
    var move = stored.pending().move();
    if (move == null) {
      return true;
    }
    var head = core.tree.at(move.heads().certified());
    core.engine.setHead(
        core.forkOf(head),
        core.forkchoice(move.heads()),
        reply -> new ChainInternal.HeadSet(stored.pending(), reply));
    return false;
  }

  void headSet(ChainInternal.HeadSet set) {
    var move = set.pending().move();
    if (move != null) {
      var before = core.heads();
      core.mark(move.heads());
      news.moved(move, before.certified());
    }
    switch (set.reply()) {
      case EngineProtocol.ForkchoiceUpdated updated
          when updated.result().status() instanceof PayloadStatus.Valid -> {}
      case EngineProtocol.ForkchoiceUpdated updated ->
          core.engine.lost("the new head was answered with " + updated.result().status());
      case EngineProtocol.Unavailable lost -> core.engine.lost(lost.detail());
      case EngineProtocol.Refused refused -> core.engine.lost(refused.reason().toString());
    }
  }
}
