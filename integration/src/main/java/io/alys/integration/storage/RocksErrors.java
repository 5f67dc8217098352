package io.alys.integration.storage;

import io.alys.messages.storage.StorageFault;
import io.alys.workflows.ports.StorageFailure;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Turns RocksDB's errors into storage failures that name the folder and a way out. */
final class RocksErrors {

  /** RocksDB hands the error number on as text alone. */
  private static final String MISSING = "No such file or directory";

  private RocksErrors() {}

  /** At the start of a database that exists, a file that is missing is damage. */
  static StorageFailure atOpen(Path folder, RocksDBException cause) {
    var said = String.valueOf(cause.getMessage());
    return said.contains(MISSING)
        ? damaged(folder, said, cause)
        : of("cannot open the block database", folder, cause);
  }

  static StorageFailure of(String what, Path folder, RocksDBException cause) {
    var status = cause.getStatus();
    var said = cause.getMessage() == null ? "no reason given" : cause.getMessage();
    if (isFull(status, said)) {
      return new StorageFailure(
          StorageFault.DISK_FULL,
          what + " " + folder + ": the disk is full; free some space and start again",
          cause);
    }
    if (isDamage(status)) {
      return damaged(folder, what + ": " + said, cause);
    }
    return new StorageFailure(StorageFault.IO, what + " " + folder + ": " + said, cause);
  }

  static StorageFailure damaged(Path folder, String what, Throwable cause) {
    return new StorageFailure(StorageFault.CORRUPT, damageText(folder, what), cause);
  }

  static StorageFailure damaged(Path folder, String what) {
    return new StorageFailure(StorageFault.CORRUPT, damageText(folder, what));
  }

  private static String damageText(Path folder, String what) {
    return "the block database in "
        + folder
        + " is damaged ("
        + what
        + "); check the disk, then move the folder away: the node fetches the chain again";
  }

  private static boolean isFull(Status status, String said) {
    return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
        || DiskErrors.meansFull(said);
  }

  private static boolean isDamage(Status status) {
    return status != null
        && (status.getCode() == Status.Code.Corruption || status.getCode() == Status.Code.NotFound);
  }
}
