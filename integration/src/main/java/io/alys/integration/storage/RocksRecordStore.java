package io.alys.integration.storage;

import io.alys.messages.storage.RecordSpace;
import io.alys.messages.storage.StoredRecord;
import io.alys.messages.types.Bytes;
import io.alys.workflows.ports.RecordStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** {@link RecordStore} in the block database. */
final class RocksRecordStore implements RecordStore {

  private final RocksDatabase database;

  /** How many records there are, as far as that is known. */
  private final Map<RecordSpace, Integer> counts = new HashMap<>();

  RocksRecordStore(RocksDatabase database) {
    this.database = database;
  }

  @Override
  public void put(RecordSpace space, StoredRecord entry) {
    refuseSize("key", entry.key(), MAX_KEY_BYTES);
    refuseSize("value", entry.value(), MAX_VALUE_BYTES);
    var key = StoreKeys.record(space, entry.key());
    boolean isNew = database.get(Family.RECORDS, key).isEmpty();
    int known = counts.computeIfAbsent(space, this::count);
    if (isNew && known >= MAX_RECORDS) {
      throw new IllegalArgumentException(space + " holds " + MAX_RECORDS + " records already");
    }
    counts.remove(space);
    try (var batch = database.newBatch()) {
      database.write(batch.put(Family.RECORDS, key, entry.value().toArray()));
      database.sync();
    }
    counts.put(space, isNew ? known + 1 : known);
  }

  @Override
  public void delete(RecordSpace space, Collection<Bytes> keys) {
    counts.remove(space);
    try (var batch = database.newBatch()) {
      keys.forEach(key -> batch.delete(Family.RECORDS, StoreKeys.record(space, key)));
      database.write(batch);
      database.sync();
    }
  }

  @Override
  public List<StoredRecord> all(RecordSpace space) {
    int prefix = StoreKeys.recordPrefix(space).size();
    var found = new ArrayList<StoredRecord>();
    scan(
        space,
        (key, value) -> {
          var whole = Bytes.of(key);
          found.add(new StoredRecord(whole.slice(prefix, whole.size()), Bytes.of(value)));
          return found.size() < MAX_RECORDS;
        });
    return List.copyOf(found);
  }

  private int count(RecordSpace space) {
    var count = new int[1];
    scan(space, (_, _) -> ++count[0] < MAX_RECORDS);
    return count[0];
  }

  private void scan(RecordSpace space, BiPredicate<byte[], byte[]> more) {
    var prefix = StoreKeys.recordPrefix(space);
    database.scan(Family.RECORDS, prefix.toArray(), StoreKeys.after(prefix), more);
  }

  private static void refuseSize(String what, Bytes bytes, int limit) {
    if (bytes.size() > limit) {
      throw new IllegalArgumentException(
          "a " + what + " of " + bytes.size() + " bytes, at most " + limit);
    }
  }
}
