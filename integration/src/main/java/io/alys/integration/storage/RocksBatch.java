package io.alys.integration.storage;

import java.util.Map;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Changes that are written together or not at all. */
final class RocksBatch implements AutoCloseable {

  private final Map<Family, ColumnFamilyHandle> handles;
  private final WriteBatch batch = new WriteBatch();

  RocksBatch(Map<Family, ColumnFamilyHandle> handles) {
    this.handles = handles;
  }

  RocksBatch put(Family family, byte[] key, byte[] value) {
    try {
      batch.put(handle(family), key, value);
      return this;
    } catch (RocksDBException e) {
      throw new IllegalArgumentException("cannot add to a batch", e);
    }
  }

  RocksBatch delete(Family family, byte[] key) {
    try {
      batch.delete(handle(family), key);
      return this;
    } catch (RocksDBException e) {
      throw new IllegalArgumentException("cannot add to a batch", e);
    }
  }

  WriteBatch unwrap() {
    return batch;
  }

  @Override
  public void close() {
    batch.close();
  }

  private ColumnFamilyHandle handle(Family family) {
    return RocksDatabase.handle(handles, family);
  }
}
