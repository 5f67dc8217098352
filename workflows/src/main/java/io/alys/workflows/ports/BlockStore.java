package io.alys.workflows.ports;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.storage.ChainUpdate;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import java.util.List;
import java.util.Optional;

/**
 * Blocks, indexes, work and heads. Blocking, called on the storage dispatcher only, by one thread
 * at a time. Failures are thrown as {@link StorageFailure}; after one that is not {@link
 * io.alys.messages.storage.StorageFault#BAD_UPDATE} nothing may be written any more.
 */
public interface BlockStore extends AutoCloseable {

  /** The heads of the last applied update that carried some. */
  Optional<ChainHeads> heads();

  /** A block by signing root. */
  Optional<StoredBlock> block(Hash32 root);

  /** What follows from a block and its ancestors, without its content. */
  Optional<BlockContext> context(Hash32 root);

  /** Root of the canonical block at a height. */
  Optional<Hash32> canonicalRoot(Height height);

  /**
   * Blocks stored at heights from {@code from} on, canonical or not, ascending. Stops at the first
   * height that begins after {@code limit} blocks; so the last height is always whole.
   */
  List<StoredBlock> blocksFrom(Height from, int limit);

  /** The contexts of the same blocks. */
  List<BlockContext> contextsFrom(Height from, int limit);

  /** Blocks whose AuxPoW has the given parent header hash (rule 7.1, one proof counts once). */
  List<BlockRef> blocksWithParentHeader(Hash32 parentHeaderHash);

  /**
   * Writes one change, all of it or nothing. Reads see it at once; it is on disk, with all that was
   * written before it, after {@link #sync}.
   */
  void write(ChainUpdate update);

  /** Puts on disk what was written. */
  void sync();

  /** Writes one change; it is on disk when this returns. */
  default void apply(ChainUpdate update) {
    write(update);
    sync();
  }

  /** Flushes and releases the files. */
  @Override
  void close();
}
