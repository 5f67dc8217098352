package io.alys.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.storage.RecordSpace;
import io.alys.messages.storage.StoredRecord;
import io.alys.messages.types.Bytes;
import io.alys.workflows.ports.RecordStore;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksRecordStoreTest {

  private static final RecordSpace SPACE = new RecordSpace("templates");

  @TempDir private Path folder;

  @Test
  void recordsComeBackInTheOrderOfTheirKeys() {
    with(
        records -> {
          records.put(SPACE, entry(2, 20));
          records.put(SPACE, entry(1, 10));
          records.put(SPACE, entry(2, 21));
          records.put(SPACE, entry(3, 30));
          records.delete(SPACE, List.of(key(3)));
          records.delete(SPACE, List.of(key(9)));
        });

    with(records -> assertThat(records.all(SPACE)).containsExactly(entry(1, 10), entry(2, 21)));
  }

  @Test
  void spacesAreApartEvenWhenTheirNamesBeginAlike() {
    var longer = new RecordSpace("templates-2");
    with(
        records -> {
          records.put(SPACE, new StoredRecord(Bytes.EMPTY, key(1)));
          records.put(longer, entry(2, 2));

          assertThat(records.all(SPACE)).containsExactly(new StoredRecord(Bytes.EMPTY, key(1)));
          assertThat(records.all(longer)).containsExactly(entry(2, 2));
          assertThat(records.all(new RecordSpace("template"))).isEmpty();
        });
  }

  @Test
  void boundsAreRefusedByName() {
    var longKey = new StoredRecord(Bytes.zeros(RecordStore.MAX_KEY_BYTES + 1), Bytes.EMPTY);
    var longValue = new StoredRecord(key(1), Bytes.zeros(RecordStore.MAX_VALUE_BYTES + 1));

    with(
        records -> {
          assertThatThrownBy(() -> records.put(SPACE, longKey))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("129");
          assertThatThrownBy(() -> records.put(SPACE, longValue))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining(String.valueOf(RecordStore.MAX_VALUE_BYTES + 1));
        });
  }

  @Test
  void aFullSpaceStillTakesChangesOfItsRecords() {
    with(
        records -> {
          for (int i = 0; i < RecordStore.MAX_RECORDS; i++) {
            records.put(SPACE, new StoredRecord(Bytes.of(StoreKeys.number(i)), Bytes.EMPTY));
          }

          assertThatThrownBy(() -> records.put(SPACE, entry(1, 1)))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining(String.valueOf(RecordStore.MAX_RECORDS));
          records.put(SPACE, new StoredRecord(Bytes.of(StoreKeys.number(5)), key(5)));
          records.delete(SPACE, List.of(Bytes.of(StoreKeys.number(6))));
          records.put(SPACE, entry(1, 1));
          assertThat(records.all(SPACE)).hasSize(RecordStore.MAX_RECORDS);
        });
  }

  private void with(Consumer<RecordStore> use) {
    try (var store = RocksBlockStore.open(folder, RocksBlockStoreTest.NETWORK)) {
      use.accept(store.records());
    }
  }

  private static StoredRecord entry(int key, int value) {
    return new StoredRecord(key(key), key(value));
  }

  private static Bytes key(int number) {
    return Bytes.of((byte) number);
  }
}
