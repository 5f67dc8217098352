package io.alys.integration.storage;

import io.alys.messages.storage.StorageFault;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.StorageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Opens the folder of the block database, or refuses: in use, damaged, of another chain. */
final class RocksFolder {

  /** Version of the layout of keys and values. */
  static final long FORMAT = 1;

  private static final String CURRENT = "CURRENT";
  private static final String NATIVE = "native";
  private static final int SHOWN_DIGITS = 12;

  private final Path folder;

  private RocksFolder(Path folder) {
    this.folder = folder;
  }

  static RocksDatabase open(Path folder, NetworkIdentity identity) {
    return new RocksFolder(folder).open(identity);
  }

  private RocksDatabase open(NetworkIdentity identity) {
    try {
      DurableFiles.createFolder(folder);
      var lock = FolderLock.take(folder);
      try {
        return openLocked(lock, identity);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw DiskErrors.of("cannot open the block database", folder, e);
    }
  }

  private RocksDatabase openLocked(FolderLock lock, NetworkIdentity identity) throws IOException {
    loadLibrary();
    var fresh = isFresh();
    if (!fresh) {
      refuseUnknownFamilies();
    }
    var settings = new RocksSettings(fresh);
    RocksDatabase database;
    try {
      database = new RocksDatabase(folder, lock, settings);
    } catch (RocksDBException e) {
      settings.close();
      throw RocksErrors.atOpen(folder, e);
    }
    try {
      checkOrWriteIdentity(database, identity);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Unpacks RocksDB's library beside the data, where the next start writes over it; in the system's
   * folder for temporary files each killed node would leave a copy.
   */
  private void loadLibrary() throws IOException {
    var unpacked = folder.resolve(NATIVE);
    Files.createDirectories(unpacked);
    try {
      NativeLibraryLoader.getInstance().loadLibrary(unpacked.toString());
    } catch (UnsatisfiedLinkError dataMayNotBeExecuted) {
      RocksDB.loadLibrary();
    }
  }

  /** Whether there is no database yet; one that has lost CURRENT must not be made anew. */
  private boolean isFresh() throws IOException {
    if (Files.exists(folder.resolve(CURRENT))) {
      return false;
    }
    try (var files = Files.list(folder)) {
      var left = files.filter(RocksFolder::holdsData).findFirst();
      if (left.isPresent()) {
        throw RocksErrors.damaged(
            folder, CURRENT + " is missing beside " + left.get().getFileName());
      }
    }
    return true;
  }

  private static boolean holdsData(Path file) {
    var name = file.getFileName().toString();
    return name.endsWith(".sst") || (name.matches("\\d+\\.log") && file.toFile().length() > 0);
  }

  private void refuseUnknownFamilies() {
    try (var options = new Options()) {
      var unknown =
          RocksDB.listColumnFamilies(options, folder.toString()).stream()
              .map(name -> new String(name, StandardCharsets.UTF_8))
              .collect(Collectors.toCollection(HashSet::new));
      unknown.removeAll(knownFamilies());
      if (!unknown.isEmpty()) {
        throw unknownFormat("it holds " + String.join(", ", unknown));
      }
    } catch (RocksDBException e) {
      throw RocksErrors.atOpen(folder, e);
    }
  }

  private static Set<String> knownFamilies() {
    return Stream.concat(
            Stream.of(new String(RocksDB.DEFAULT_COLUMN_FAMILY, StandardCharsets.UTF_8)),
            Stream.of(Family.values()).map(Family::id))
        .collect(Collectors.toSet());
  }

  private void checkOrWriteIdentity(RocksDatabase database, NetworkIdentity identity) {
    var format = database.get(Family.META, StoreKeys.FORMAT);
    if (format.isEmpty()) {
      writeIdentity(database, identity);
      return;
    }
    if (!Arrays.equals(format.get(), StoreKeys.number(FORMAT))) {
      throw unknownFormat("it has format " + formatText(format.get()));
    }
    check("genesis", StoreKeys.GENESIS, database, identity.executionGenesis());
    check("chain spec", StoreKeys.SPEC, database, identity.specHash());
  }

  /** Identity and format come in one write, and before any block. */
  private void writeIdentity(RocksDatabase database, NetworkIdentity identity) {
    if (database.get(Family.META, StoreKeys.HEADS).isPresent()) {
      throw RocksErrors.damaged(folder, "the format version is missing");
    }
    try (var batch = database.newBatch()) {
      batch
          .put(Family.META, StoreKeys.FORMAT, StoreKeys.number(FORMAT))
          .put(Family.META, StoreKeys.SPEC, StoreKeys.root(identity.specHash()))
          .put(Family.META, StoreKeys.GENESIS, StoreKeys.root(identity.executionGenesis()));
      database.write(batch);
      database.sync();
    }
  }

  private void check(String what, byte[] key, RocksDatabase database, Hash32 ours) {
    var stored = database.get(Family.META, key);
    if (stored.isEmpty() || stored.get().length != Hash32.SIZE) {
      throw RocksErrors.damaged(folder, "the hash of its " + what + " is missing");
    }
    var theirs = Hash32.of(stored.get());
    if (!theirs.equals(ours)) {
      throw new StorageFailure(
          StorageFault.WRONG_NETWORK,
          "the block database in "
              + folder
              + " was filled under another "
              + what
              + " ("
              + shown(theirs)
              + ", configured is "
              + shown(ours)
              + "); use the chain spec that it was filled under, or another data folder");
    }
  }

  private StorageFailure unknownFormat(String found) {
    return new StorageFailure(
        StorageFault.UNKNOWN_FORMAT,
        "the block database in "
            + folder
            + " was written by another version of this program ("
            + found
            + ", known is format "
            + FORMAT
            + "); use that version, or another data folder");
  }

  private static String formatText(byte[] stored) {
    return stored.length == Long.BYTES
        ? Long.toUnsignedString(ByteBuffer.wrap(stored).getLong())
        : "of " + stored.length + " bytes";
  }

  private static String shown(Hash32 hash) {
    return hash.prefixedHex().substring(0, SHOWN_DIGITS) + "…";
  }
}
