package io.alys.workflows.ports;

import io.alys.messages.storage.RecordSpace;
import io.alys.messages.storage.StoredRecord;
import io.alys.messages.types.Bytes;
import java.util.Collection;
import java.util.List;

/**
 * Small records, a few thousand per space, such as mining templates. Blocking, one caller at a
 * time; changes are on disk (synced) when a method returns, failures are thrown as {@link
 * StorageFailure}.
 */
public interface RecordStore {

  /** Most records in a space. */
  int MAX_RECORDS = 4096;

  /** Most bytes of a key. */
  int MAX_KEY_BYTES = 128;

  /** Most bytes of a value. */
  int MAX_VALUE_BYTES = 512 * 1024;

  /**
   * Keeps a record, in place of one with the same key.
   *
   * @throws IllegalArgumentException when key or value is too long, or the space is full
   */
  void put(RecordSpace space, StoredRecord entry);

  /** Forgets records, all at once; those that are not there are no error. */
  void delete(RecordSpace space, Collection<Bytes> keys);

  /** All records of a space in the order of their keys. */
  List<StoredRecord> all(RecordSpace space);
}
