package io.alys.workflows.fakes;

import io.alys.messages.storage.RecordSpace;
import io.alys.messages.storage.StoredRecord;
import io.alys.messages.types.Bytes;
import io.alys.workflows.ports.RecordStore;
import io.alys.workflows.ports.StorageFailure;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A {@link RecordStore} in memory that fails when told to. */
public final class FakeRecordStore implements RecordStore {

  private final Map<RecordSpace, Map<Bytes, Bytes>> spaces = new HashMap<>();
  private @Nullable StorageFailure writeFailure;

  /** Each change from now on fails; null ends that. */
  public void failWrites(@Nullable StorageFailure failure) {
    writeFailure = failure;
  }

  @Override
  public void put(RecordSpace space, StoredRecord entry) {
    failIf(writeFailure);
    if (entry.value().size() > MAX_VALUE_BYTES || entry.key().size() > MAX_KEY_BYTES) {
      throw new IllegalArgumentException("the record is too long");
    }
    records(space).put(entry.key(), entry.value());
  }

  @Override
  public void delete(RecordSpace space, Collection<Bytes> keys) {
    failIf(writeFailure);
    records(space).keySet().removeAll(keys);
  }

  @Override
  public List<StoredRecord> all(RecordSpace space) {
    return records(space).entrySet().stream()
        .map(entry -> new StoredRecord(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Map<Bytes, Bytes> records(RecordSpace space) {
    return spaces.computeIfAbsent(space, _ -> new TreeMap<>());
  }

  private static void failIf(@Nullable StorageFailure failure) {
    if (failure != null) {
      throw failure;
    }
  }
}
