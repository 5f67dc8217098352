package io.alys.integration.storage;

import static io.alys.integration.storage.Faults.assertFault;
import static io.alys.workflows.fakes.SampleChain.at;
import static io.alys.workflows.fakes.SampleChain.extension;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.storage.StorageFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Files of the block database that were changed, cut or lost: named at the start or at a read. */
class RocksDamageTest {

  @TempDir private Path folder;

  @Test
  void aFlippedByteInATableIsNoticedAtTheStartOrAtTheRead() throws IOException {
    fill();
    for (var table : files(".*\\.sst")) {
      change(table, bytes -> flipped(bytes, bytes.length / 3));
    }

    assertDamage();
  }

  @Test
  void aTableCutShortIsNoticed() throws IOException {
    fill();
    change(largest("\\d+\\.sst"), bytes -> Arrays.copyOf(bytes, bytes.length / 2));

    assertDamage();
  }

  @Test
  void aMissingTableIsNoticed() throws IOException {
    fill();
    Files.delete(largest("\\d+\\.sst"));

    assertDamage();
  }

  @Test
  void aDamagedManifestIsNoticed() throws IOException {
    fill();
    change(largest("MANIFEST-\\d+"), bytes -> flipped(bytes, bytes.length / 2));

    assertDamage();
  }

  @Test
  void aMissingManifestIsNoticed() throws IOException {
    fill();
    Files.delete(largest("MANIFEST-\\d+"));

    assertDamage();
  }

  @Test
  void aMissingCurrentIsNotTakenForANewDatabase() throws IOException {
    fill();
    Files.delete(folder.resolve("CURRENT"));

    assertFault(StorageFault.CORRUPT, this::readAll, folder.toString(), "CURRENT is missing");
  }

  @Test
  void damageInTheMiddleOfTheLogIsNoticed() throws IOException {
    KilledProcess.run(RocksCrashTest.ApplyLoop.class, 50, folder.toString(), "0");
    change(largest("\\d+\\.log"), bytes -> flipped(bytes, bytes.length / 2));

    assertDamage();
  }

  @Test
  void anUnfinishedEndOfTheLogIsCutOff() throws IOException {
    KilledProcess.run(RocksCrashTest.ApplyLoop.class, 50, folder.toString(), "0");
    change(largest("\\d+\\.log"), bytes -> Arrays.copyOf(bytes, bytes.length - 100));

    try (var store = RocksBlockStore.open(folder, RocksBlockStoreTest.NETWORK)) {
      assertThat(store.heads()).isPresent();
    }
  }

  @Test
  void anUnknownFamilyMeansAnotherVersion() throws IOException, RocksDBException {
    fill();
    addFamily("snapshots");

    assertFault(
        StorageFault.UNKNOWN_FORMAT, this::readAll, folder.toString(), "snapshots", "format 1");
  }

  private void fill() {
    try (var store = RocksBlockStore.open(folder, RocksBlockStoreTest.NETWORK)) {
      for (long height = 0; height < 100; height++) {
        store.apply(extension(height));
      }
    }
  }

  private void readAll() {
    try (var store = RocksBlockStore.open(folder, RocksBlockStoreTest.NETWORK)) {
      store.heads();
      store.blocksFrom(at(0), 1000);
    }
  }

  private void assertDamage() {
    assertFault(
        StorageFault.CORRUPT, this::readAll, folder.toString(), "is damaged", "check the disk");
  }

  private void addFamily(String name) throws RocksDBException {
    try (var options = new Options()) {
      var families =
          RocksDB.listColumnFamilies(options, folder.toString()).stream()
              .map(ColumnFamilyDescriptor::new)
              .toList();
      var handles = new ArrayList<ColumnFamilyHandle>();
      try (var database = RocksDB.open(folder.toString(), families, handles)) {
        database
            .createColumnFamily(new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8)))
            .close();
        handles.forEach(ColumnFamilyHandle::close);
      }
    }
  }

  private List<Path> files(String name) throws IOException {
    try (var all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().matches(name)).toList();
    }
  }

  private Path largest(String name) throws IOException {
    return files(name).stream()
        .max(Comparator.comparingLong(file -> file.toFile().length()))
        .orElseThrow();
  }

  private static void change(Path file, UnaryOperator<byte[]> change) throws IOException {
    Files.write(file, change.apply(Files.readAllBytes(file)));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= 0x55;
    return bytes;
  }
}
