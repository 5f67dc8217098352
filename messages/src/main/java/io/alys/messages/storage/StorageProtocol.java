package io.alys.messages.storage;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocks, heads and small records on disk. Requests of a lane are answered in the order in which
 * they came; a write is answered after it is synced. After the first failed write nothing is
 * written any more.
 */
public interface StorageProtocol {

  /** Requests. */
  sealed interface Command extends ActorMessage {}

  /** Asks for the heads of the last applied update that carried some. */
  record GetHeads(ActorRef<HeadsResult> replyTo) implements Command, Request<HeadsResult> {

    @Override
    public StorageUnavailable unavailable(Unavailable why) {
      return new StorageUnavailable(why);
    }
  }

  /**
   * Asks for a page of what the chain's tree is made of: the blocks from lastFinal of the committed
   * head on, canonical or not, ascending, without their content. In the consensus lane, as nothing
   * else gets on before it is answered.
   *
   * @param from the height to go on at, null for the first page
   */
  record Load(@Nullable Height from, ActorRef<LoadResult> replyTo)
      implements Command, Request<LoadResult> {

    @Override
    public StorageUnavailable unavailable(Unavailable why) {
      return new StorageUnavailable(why);
    }
  }

  /** Asks for a block by signing root. */
  record GetBlock(Hash32 root, ActorRef<BlockResult> replyTo)
      implements Command, Request<BlockResult>, Bulk, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }

    @Override
    public StorageUnavailable unavailable(Unavailable why) {
      return new StorageUnavailable(why);
    }
  }

  /** Asks for the canonical block at a height. */
  record GetCanonical(Height height, ActorRef<BlockResult> replyTo)
      implements Command, Request<BlockResult>, Bulk {

    @Override
    public StorageUnavailable unavailable(Unavailable why) {
      return new StorageUnavailable(why);
    }
  }

  /** Asks which blocks carry an AuxPoW with this parent header hash (rule 7.1). */
  record FindParentHeader(Hash32 parentHeader, ActorRef<ParentHeaderResult> replyTo)
      implements Command, Request<ParentHeaderResult> {

    @Override
    public StorageUnavailable unavailable(Unavailable why) {
      return new StorageUnavailable(why);
    }
  }

  /** Applies and syncs one change. */
  record Apply(ChainUpdate update, ActorRef<ApplyResult> replyTo)
      implements Command, Request<ApplyResult>, Tagged {

    @Override
    public Tags tags() {
      return update.tags();
    }

    @Override
    public StorageUnavailable unavailable(Unavailable why) {
      return new StorageUnavailable(why);
    }
  }

  /** Keeps a small record, in place of one with the same key. */
  record PutRecord(RecordSpace space, Bytes key, Bytes value, ActorRef<RecordResult> replyTo)
      implements Command, Request<RecordResult>, Bulk {

    @Override
    public StorageUnavailable unavailable(Unavailable why) {
      return new StorageUnavailable(why);
    }
  }

  /** Forgets records; those that are not there are no error. */
  record DeleteRecords(RecordSpace space, List<Bytes> keys, ActorRef<RecordResult> replyTo)
      implements Command, Request<RecordResult>, Bulk {

    /** Keeps a copy of the keys. */
    public DeleteRecords {
      keys = List.copyOf(keys);
    }

    @Override
    public StorageUnavailable unavailable(Unavailable why) {
      return new StorageUnavailable(why);
    }
  }

  /** Asks for all records of a space, in the order of their keys. */
  record GetRecords(RecordSpace space, ActorRef<RecordsResult> replyTo)
      implements Command, Request<RecordsResult>, Bulk {

    @Override
    public StorageUnavailable unavailable(Unavailable why) {
      return new StorageUnavailable(why);
    }
  }

  /** Answers to {@link GetHeads}. */
  sealed interface HeadsResult {}

  /** The stored heads, null in a fresh store. */
  record HeadsFound(@Nullable ChainHeads heads) implements HeadsResult {}

  /** Answers to {@link Load}. */
  sealed interface LoadResult {}

  /**
   * The stored heads (null in a fresh store), one page of blocks, whole heights only, and the
   * height at which to ask for the next page, null when this was the last one.
   */
  record Loaded(@Nullable ChainHeads heads, List<BlockContext> blocks, @Nullable Height next)
      implements LoadResult {

    /** Keeps a copy of the list. */
    public Loaded {
      blocks = List.copyOf(blocks);
    }
  }

  /** Answers to {@link GetBlock} and {@link GetCanonical}. */
  sealed interface BlockResult {}

  /** The block asked for. */
  record BlockFound(StoredBlock block) implements BlockResult, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(block.context().root());
    }
  }

  /** No such block is stored. */
  record BlockMissing() implements BlockResult {}

  /** Answers to {@link FindParentHeader}. */
  sealed interface ParentHeaderResult {}

  /**
   * Blocks that carry the header asked for: canonical ones, and any above the committed tip; empty
   * when it is new.
   */
  record ParentHeaderFound(List<BlockRef> blocks) implements ParentHeaderResult {

    /** Keeps a copy of the list. */
    public ParentHeaderFound {
      blocks = List.copyOf(blocks);
    }
  }

  /** Answers to {@link Apply}. */
  sealed interface ApplyResult {}

  /** The update is on disk. */
  record Applied(ChainUpdate update) implements ApplyResult, Tagged {

    @Override
    public Tags tags() {
      return update.tags();
    }
  }

  /** Answers to {@link PutRecord} and {@link DeleteRecords}. */
  sealed interface RecordResult {}

  /** The change is on disk. */
  record RecordStored() implements RecordResult {}

  /** The record is beyond a bound of its space; nothing was changed. */
  record RecordRefused(String reason) implements RecordResult {}

  /** Answers to {@link GetRecords}. */
  sealed interface RecordsResult {}

  /** All records of the space. */
  record RecordsFound(List<StoredRecord> records) implements RecordsResult {

    /** Keeps a copy of the list. */
    public RecordsFound {
      records = List.copyOf(records);
    }
  }

  /** The disk failed, now or at an earlier write; nothing was changed by this request. */
  record StorageRefused(StorageFault fault, String reason)
      implements HeadsResult,
          LoadResult,
          BlockResult,
          ParentHeaderResult,
          ApplyResult,
          RecordResult,
          RecordsResult {}

  /** The store gave no answer; a write may be on disk all the same. */
  record StorageUnavailable(Unavailable why)
      implements HeadsResult,
          LoadResult,
          BlockResult,
          ParentHeaderResult,
          ApplyResult,
          RecordResult,
          RecordsResult {

    /** Who does not answer, for people. */
    public String reason() {
      return why.text();
    }
  }
}
