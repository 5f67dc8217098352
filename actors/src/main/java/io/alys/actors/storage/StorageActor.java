package io.alys.actors.storage;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.runtime.MessageBatch;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.storage.StorageProtocol.Applied;
import io.alys.messages.storage.StorageProtocol.Apply;
import io.alys.messages.storage.StorageProtocol.BlockFound;
import io.alys.messages.storage.StorageProtocol.BlockMissing;
import io.alys.messages.storage.StorageProtocol.BlockResult;
import io.alys.messages.storage.StorageProtocol.Command;
import io.alys.messages.storage.StorageProtocol.DeleteRecords;
import io.alys.messages.storage.StorageProtocol.FindParentHeader;
import io.alys.messages.storage.StorageProtocol.GetBlock;
import io.alys.messages.storage.StorageProtocol.GetCanonical;
import io.alys.messages.storage.StorageProtocol.GetHeads;
import io.alys.messages.storage.StorageProtocol.GetRecords;
import io.alys.messages.storage.StorageProtocol.HeadsFound;
import io.alys.messages.storage.StorageProtocol.Load;
import io.alys.messages.storage.StorageProtocol.Loaded;
import io.alys.messages.storage.StorageProtocol.ParentHeaderFound;
import io.alys.messages.storage.StorageProtocol.PutRecord;
import io.alys.messages.storage.StorageProtocol.RecordRefused;
import io.alys.messages.storage.StorageProtocol.RecordResult;
import io.alys.messages.storage.StorageProtocol.RecordStored;
import io.alys.messages.storage.StorageProtocol.RecordsFound;
import io.alys.messages.storage.StorageProtocol.StorageRefused;
import io.alys.messages.storage.StoredRecord;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Height;
import io.alys.workflows.ports.BlockStore;
import io.alys.workflows.ports.RecordStore;
import io.alys.workflows.ports.StorageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Owns the block store and its records. It blocks, so it is spawned on {@link #DISPATCHER}. Updates
 * that wait together are synced together, each is acknowledged after that. The first failed write
 * is the last: reads go on, writes are refused until the node is started again.
 */
public final class StorageActor extends AbstractOnMessageBehavior<ActorMessage> {

  /** The dispatcher for blocking work on disks, defined in {@code reference.conf}. */
  public static final String DISPATCHER = "alys.storage-dispatcher";

  /** The component's name in {@link NodeEvent.HealthChanged}. */
  public static final String COMPONENT = "storage";

  /**
   * The stores, opened and closed by whoever can refuse to start the node. They outlive the actor's
   * restarts, and with them the knowledge that a write has failed: what a disk has lost of it, no
   * later sync tells.
   */
  public static final class Stores {

    private final BlockStore blocks;
    private final RecordStore records;
    private @Nullable StorageRefused writesEnded;

    /** Stores to which nothing has been written in vain yet. */
    public Stores(BlockStore blocks, RecordStore records) {
      this.blocks = blocks;
      this.records = records;
    }
  }

  /**
   * Bounds.
   *
   * @param maxPageBlocks blocks in an answer to Load, a whole last height not counted
   * @param maxBatchUpdates updates that are synced together
   */
  public record Limits(int maxPageBlocks, int maxBatchUpdates) {

    /** What the node uses unless it is told otherwise. */
    public static final Limits DEFAULT = new Limits(256, 64);
  }

  private sealed interface Internal extends ActorMessage {}

  private record BatchDue() implements Internal {}

  private final ActorContext<ActorMessage> context;
  private final Stores stores;
  private final Limits limits;
  private final ActorRef<Topic.Command<NodeEvent>> events;

  private final MessageBatch<Apply> updates;

  /** The actor over open stores. */
  public static Behavior<Command> create(
      Stores stores, Limits limits, ActorRef<Topic.Command<NodeEvent>> events) {
    return Behaviors.<ActorMessage>setup(
            context -> new StorageActor(context, stores, limits, events))
        .narrow();
  }

  private StorageActor(
      ActorContext<ActorMessage> context,
      Stores stores,
      Limits limits,
      ActorRef<Topic.Command<NodeEvent>> events) {
    super(context);
    this.context = context;
    this.stores = stores;
    this.limits = limits;
    this.events = events;
    this.updates =
        new MessageBatch<>(
            limits.maxBatchUpdates(),
            () -> context.getSelf().tell(new BatchDue()),
            this::writeTogether);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case Internal internal -> onInternal(internal);
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  @Override
  public Behavior<ActorMessage> onSignal(Signal signal) {
    if (signal instanceof PostStop) {
      updates.flush();
      return this;
    }
    return Behaviors.unhandled();
  }

  private void onCommand(Command command) {
    switch (command) {
      case Apply apply -> updates.add(apply);
      case GetHeads get -> onGetHeads(get);
      case Load load -> onLoad(load);
      case GetBlock get -> onGetBlock(get);
      case GetCanonical get -> onGetCanonical(get);
      case FindParentHeader find -> onFindParentHeader(find);
      case PutRecord put -> onPutRecord(put);
      case DeleteRecords delete -> onDeleteRecords(delete);
      case GetRecords get -> onGetRecords(get);
    }
  }

  private void onInternal(Internal internal) {
    switch (internal) {
      case BatchDue due -> updates.flush();
    }
  }

  private void onGetHeads(GetHeads get) {
    read(
        get.replyTo(),
        () -> get.replyTo().tell(new HeadsFound(stores.blocks.heads().orElse(null))));
  }

  private void onLoad(Load load) {
    read(load.replyTo(), () -> load.replyTo().tell(page(load.from())));
  }

  private void onGetBlock(GetBlock get) {
    read(get.replyTo(), () -> get.replyTo().tell(result(stores.blocks.block(get.root()))));
  }

  private void onGetCanonical(GetCanonical get) {
    read(
        get.replyTo(),
        () -> {
          var root = stores.blocks.canonicalRoot(get.height());
          get.replyTo().tell(result(root.flatMap(stores.blocks::block)));
        });
  }

  private void onFindParentHeader(FindParentHeader find) {
    read(
        find.replyTo(),
        () -> {
          var found =
              stores.blocks.blocksWithParentHeader(find.parentHeader()).stream()
                  .filter(this::mayBeAncestor)
                  .toList();
          find.replyTo().tell(new ParentHeaderFound(found));
        });
  }

  /** A block beside the committed chain, at or below its tip, is nobody's ancestor any more. */
  private boolean mayBeAncestor(BlockRef block) {
    var blocks = stores.blocks;
    var floor = blocks.heads().map(heads -> heads.committed().height());
    return floor.isEmpty()
        || block.height().isAbove(floor.get())
        || blocks.canonicalRoot(block.height()).filter(block.root()::equals).isPresent();
  }

  private void onPutRecord(PutRecord put) {
    changeRecord(
        put.replyTo(),
        () -> stores.records.put(put.space(), new StoredRecord(put.key(), put.value())));
  }

  private void onDeleteRecords(DeleteRecords delete) {
    changeRecord(delete.replyTo(), () -> stores.records.delete(delete.space(), delete.keys()));
  }

  private void onGetRecords(GetRecords get) {
    read(
        get.replyTo(), () -> get.replyTo().tell(new RecordsFound(stores.records.all(get.space()))));
  }

  private Loaded page(@Nullable Height from) {
    var heads = stores.blocks.heads().orElse(null);
    if (heads == null) {
      return new Loaded(null, List.of(), null);
    }
    int limit = limits.maxPageBlocks();
    var blocks = stores.blocks.contextsFrom(from == null ? floor(heads) : from, limit);
    var next = blocks.size() < limit ? null : blocks.getLast().height().next();
    return new Loaded(heads, blocks, next);
  }

  private Height floor(ChainHeads heads) {
    var committed = heads.committed();
    return stores
        .blocks
        .context(committed.root())
        .orElseThrow(
            () ->
                new StorageFailure(
                    StorageFault.CORRUPT,
                    "the store names " + committed + " as committed but lacks it"))
        .lastFinal()
        .height();
  }

  private static BlockResult result(Optional<StoredBlock> found) {
    return found.isPresent() ? new BlockFound(found.get()) : new BlockMissing();
  }

  /** Answers from what earlier requests have written; damage is reported, the rest stays usable. */
  private void read(ActorRef<? super StorageRefused> replyTo, Runnable answer) {
    updates.flush();
    try {
      answer.run();
    } catch (StorageFailure failure) {
      report(failure);
      replyTo.tell(refused(failure));
    }
  }

  private void changeRecord(ActorRef<RecordResult> replyTo, Runnable change) {
    updates.flush();
    if (stores.writesEnded != null) {
      replyTo.tell(stores.writesEnded);
      return;
    }
    try {
      change.run();
      replyTo.tell(new RecordStored());
    } catch (IllegalArgumentException beyondBounds) {
      replyTo.tell(new RecordRefused(String.valueOf(beyondBounds.getMessage())));
    } catch (StorageFailure failure) {
      replyTo.tell(endWrites(failure));
    }
  }

  /** Writes updates in order, syncs once, acknowledges those that were written. */
  private void writeTogether(List<Apply> batch) {
    if (stores.writesEnded != null) {
      refuse(batch, stores.writesEnded);
      return;
    }
    var written = new ArrayList<Apply>();
    try {
      batch.stream().filter(this::write).forEach(written::add);
      if (!written.isEmpty()) {
        stores.blocks.sync();
      }
    } catch (StorageFailure failure) {
      refuse(batch, endWrites(failure));
      return;
    }
    written.forEach(apply -> apply.replyTo().tell(new Applied(apply.update())));
  }

  /** Whether the update was written; one that contradicts the store is refused on its own. */
  private boolean write(Apply apply) {
    try {
      stores.blocks.write(apply.update());
      return true;
    } catch (StorageFailure failure) {
      if (failure.fault() != StorageFault.BAD_UPDATE) {
        throw failure;
      }
      context.getLog().error("An update was refused: {}", failure.getMessage());
      apply.replyTo().tell(refused(failure));
      return false;
    }
  }

  private StorageRefused endWrites(StorageFailure failure) {
    report(failure);
    var ended = refused(failure);
    stores.writesEnded = ended;
    return ended;
  }

  private void report(StorageFailure failure) {
    var reason = String.valueOf(failure.getMessage());
    context.getLog().error("Storage failed: {}", reason, failure);
    events.tell(Topic.publish(new NodeEvent.HealthChanged(COMPONENT, reason)));
  }

  private static void refuse(List<Apply> updates, StorageRefused refusal) {
    updates.forEach(apply -> apply.replyTo().tell(refusal));
  }

  private static StorageRefused refused(StorageFailure failure) {
    return new StorageRefused(failure.fault(), String.valueOf(failure.getMessage()));
  }
}
