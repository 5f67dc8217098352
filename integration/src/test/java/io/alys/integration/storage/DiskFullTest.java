package io.alys.integration.storage;

import static io.alys.integration.storage.Faults.assertFault;
import static io.alys.workflows.fakes.SampleChain.block;
import static io.alys.workflows.fakes.SampleChain.extension;
import static io.alys.workflows.fakes.SampleChain.heads;
import static io.alys.workflows.fakes.SampleChain.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.Watermark;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.ports.StorageFailure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {

  private static final BlsPublicKey KEY = BlsPublicKey.fromHex("ab".repeat(48));

  @TempDir private Path folder;

  @Test
  void blocksThatDoNotFitAreRefusedAndThoseBeforeStay() throws IOException {
    try (var disk = SmallDisk.mount(folder, 32)) {
      var data = disk.folder().resolve("blocks");
      var store = RocksBlockStore.open(data, RocksBlockStoreTest.NETWORK);
      store.apply(extension(0));
      disk.fill();

      long last = applyUntilFull(store);
      disk.drain();
      assertFault(StorageFault.IO, () -> store.apply(extension(last + 1)), "earlier write");
      assertThat(store.block(ref(0, last).root())).contains(block(0, last));
      store.close();

      try (var again = RocksBlockStore.open(data, RocksBlockStoreTest.NETWORK)) {
        assertThat(again.heads()).contains(heads(0, last));
        again.apply(extension(last + 1));
        assertThat(again.heads()).contains(heads(0, last + 1));
      }
    }
  }

  @Test
  void aSignatureThatCannotBeRecordedIsAFailureAndTheNextStartHeals() throws IOException {
    try (var disk = SmallDisk.mount(folder, 1)) {
      var data = disk.folder().resolve("signing");
      try (var store = FileSigningStore.open(data)) {
        store.record(KEY, mark(1));
        disk.fill();

        long last = recordUntilFull(store);
        disk.drain();
        assertFault(StorageFault.IO, () -> store.record(KEY, mark(last + 2)), "earlier write");
      }

      try (var again = FileSigningStore.open(data)) {
        var slot = again.watermark(KEY).orElseThrow().slot().value();
        again.record(KEY, mark(slot + 1));
      }
    }
  }

  @Test
  void aFullDiskRefusesTheStart() throws IOException {
    try (var disk = SmallDisk.mount(folder, 1)) {
      disk.fill();

      assertFault(
          StorageFault.DISK_FULL,
          () -> FileSigningStore.open(disk.folder().resolve("signing")),
          "free some space");
      assertFault(
          StorageFault.DISK_FULL,
          () -> RocksBlockStore.open(disk.folder().resolve("blocks"), RocksBlockStoreTest.NETWORK),
          "free some space");
    }
  }

  private static long applyUntilFull(RocksBlockStore store) {
    for (long height = 1; ; height++) {
      try {
        store.apply(extension(height));
      } catch (StorageFailure failure) {
        assertThat(failure.fault()).isEqualTo(StorageFault.DISK_FULL);
        assertThat(failure.getMessage()).contains("the disk is full");
        return height - 1;
      }
    }
  }

  private static long recordUntilFull(FileSigningStore store) {
    for (long slot = 2; ; slot++) {
      try {
        store.record(KEY, mark(slot));
      } catch (StorageFailure failure) {
        assertThat(failure.fault()).isEqualTo(StorageFault.DISK_FULL);
        return slot - 1;
      }
    }
  }

  private static Watermark mark(long slot) {
    return new Watermark(
        new Slot(slot), Hash32.fromHex(String.format("%064x", slot)), new Slot(slot - 1));
  }
}
