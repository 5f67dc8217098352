package io.alys.actors.chain;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.workflows.head.HeadMove;

/** Tells the node what became of blocks: imported, committed, final. Part of the ChainActor. */
final class HeadNews {

  private final ChainCore core;
  private final BlockOrigins origins = new BlockOrigins();

  HeadNews(ChainCore core) {
    this.core = core;
  }

  /** The head moved away from {@code from}. */
  void moved(HeadMove move, BlockRef from) {
    move.abandoned()
        .ifPresent(
            fork -> core.publish(new NodeEvent.Reorganised(from, move.heads().certified(), fork)));
    for (var committed : move.committed()) {
      origins.finish(
          committed.root(), () -> core.publish(new NodeEvent.BlockCommitted(committed.self())));
      if (committed.parentHeader() != null) {
        loadCarrier(committed);
      }
    }
  }

  private void loadCarrier(BlockContext committed) {
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

  void carrierLoaded(ChainInternal.CarrierLoaded loaded) {
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

  /** A certified block is stored. */
  void imported(ImportJob job, BlockContext context) {
    var transactions = job.block().message().payload().transactions().size();
    origins.remember(job.root());
    core.publish(
        new NodeEvent.BlockImported(context.self(), context.slot(), transactions, job.isOwn()));
    if (job.isOwn()) {
      core.produced();
      core.publish(
          new NodeEvent.BlockProduced(
              context.self(),
              context.slot(),
              transactions,
              job.took(core.setup.clock().instant())));
    }
  }
}
