package io.alys.workflows.ports;

import io.alys.messages.chain.Watermark;
import io.alys.messages.types.BlsPublicKey;
import java.util.Optional;

/**
 * Watermarks and the append-only log of what was signed (rule 2.2). Blocking; one writer. Any I/O
 * error is thrown as {@link StorageFailure} and is never retried.
 */
public interface SigningStore {

  /** The stored watermark of a key. */
  Optional<Watermark> watermark(BlsPublicKey key);

  /**
   * Appends (key, slot, root) to the log and replaces the watermark; both are on disk (fsync) when
   * this returns.
   */
  void record(BlsPublicKey key, Watermark watermark);

  /**
   * Replaces the watermark by one of the operators' restart record (rule 2.9): the one way in which
   * a lock falls; the slot must rise. On disk when this returns.
   */
  void restart(BlsPublicKey key, Watermark watermark);
}
