package io.alys.workflows.ports;

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
 * at a time. A returned {@link #apply} is on disk (synced); a failure is thrown as {@link
 * StorageFailure} and leaves the store as before.
 */
public interface BlockStore extends AutoCloseable {

  /** The heads of the last applied update that carried some. */
  Optional<ChainHeads> heads();

  /** A block by signing root. */
  Optional<StoredBlock> block(Hash32 root);

  /** Root of the canonical block at a height. */
  Optional<Hash32> canonicalRoot(Height height);

  /**
   * Blocks stored at heights from {@code from} on, canonical or not, ascending. Stops at the first
   * height that begins after {@code limit} blocks; so the last height is always whole.
   */
  List<StoredBlock> blocksFrom(Height from, int limit);

  /** Blocks whose AuxPoW has the given parent header hash (rule 7.1, one proof counts once). */
  List<BlockRef> blocksWithParentHeader(Hash32 parentHeaderHash);

  /** Applies and syncs one change. */
  void apply(ChainUpdate update);

  /** Flushes and releases the files. */
  @Override
  void close();
}
