package io.alys.integration.storage;

import io.alys.messages.storage.StorageFault;
import io.alys.workflows.ports.StorageFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * An open RocksDB folder: bounded reads with checksums, atomic batches. After the first failed
 * write it is read only. One thread at a time.
 */
final class RocksDatabase implements AutoCloseable {

  private interface RocksCall {
    void run() throws RocksDBException;
  }

  private final Path folder;
  private final FolderLock lock;
  private final RocksSettings settings;
  private final RocksDB database;
  private final ColumnFamilyHandle defaultHandle;
  private final Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
  private boolean failed;
  private boolean closed;

  /** Takes over the lock and the settings. */
  RocksDatabase(Path folder, FolderLock lock, RocksSettings settings) throws RocksDBException {
    this.folder = folder;
    this.lock = lock;
    this.settings = settings;
    var opened = new ArrayList<ColumnFamilyHandle>();
    this.database =
        RocksDB.open(settings.database(), folder.toString(), settings.descriptors(), opened);
    var inOrder = opened.iterator();
    this.defaultHandle = inOrder.next();
    for (var family : Family.values()) {
      handles.put(family, inOrder.next());
    }
  }

  static ColumnFamilyHandle handle(Map<Family, ColumnFamilyHandle> handles, Family family) {
    return Objects.requireNonNull(handles.get(family), family.id());
  }

  Path folder() {
    return folder;
  }

  Optional<byte[]> get(Family family, byte[] key) {
    try {
      return Optional.ofNullable(database.get(handle(handles, family), settings.reads(), key));
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot read " + family.id() + " from", folder, e);
    }
  }

  /**
   * Walks keys in order from {@code from} (inclusive) to {@code to} (exclusive) while {@code more}
   * wants to.
   */
  void scan(Family family, byte[] from, byte[] to, BiPredicate<byte[], byte[]> more) {
    try (var upper = new Slice(to);
        var bounded =
            new ReadOptions(settings.reads()).setIterateUpperBound(upper).setFillCache(false);
        var iterator = database.newIterator(handle(handles, family), bounded)) {
      walk(iterator, from, more);
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot read " + family.id() + " from", folder, e);
    }
  }

  RocksBatch newBatch() {
    return new RocksBatch(handles);
  }

  /** Writes, to the log's end; {@link #sync} puts it on disk. */
  void write(RocksBatch batch) {
    change("write to", () -> database.write(settings.writes(), batch.unwrap()));
  }

  /** Puts all that was written on disk. */
  void sync() {
    change("sync", database::syncWal);
  }

  private void change(String what, RocksCall call) {
    if (failed) {
      throw new StorageFailure(
          StorageFault.IO, "an earlier write to " + folder + " failed; restart the node");
    }
    try {
      call.run();
    } catch (RocksDBException e) {
      failed = true;
      throw RocksErrors.of("cannot " + what, folder, e);
    }
  }

  /** Flushes, unless a write failed, and releases everything. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    // Before anything can fail: native memory that is freed twice ends the process.
    closed = true;
    try (lock;
        settings) {
      flushAndClose();
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot close", folder, e);
    } catch (IOException e) {
      throw DiskErrors.of("cannot close", folder, e);
    }
  }

  private void flushAndClose() throws RocksDBException {
    try (var flush = new FlushOptions().setWaitForFlush(true)) {
      if (!failed) {
        database.flush(flush, List.copyOf(handles.values()));
      }
    } finally {
      handles.values().forEach(ColumnFamilyHandle::close);
      defaultHandle.close();
      closeDatabase();
    }
  }

  /** After a failed write RocksDB repeats its error here, which was reported already. */
  private void closeDatabase() throws RocksDBException {
    if (failed) {
      database.close();
    } else {
      database.closeE();
    }
  }

  private static void walk(RocksIterator iterator, byte[] from, BiPredicate<byte[], byte[]> more)
      throws RocksDBException {
    iterator.seek(from);
    while (iterator.isValid() && more.test(iterator.key(), iterator.value())) {
      iterator.next();
    }
    iterator.status();
  }
}
