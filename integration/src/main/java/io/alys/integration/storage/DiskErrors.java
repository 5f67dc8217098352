package io.alys.integration.storage;

import io.alys.messages.storage.StorageFault;
import io.alys.workflows.ports.StorageFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** Turns the errors of file systems into storage failures that name the file and a way out. */
final class DiskErrors {

  /** The JDK and RocksDB hand the error number on as text alone. */
  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded", "File too large");

  private DiskErrors() {}

  static StorageFailure of(String what, Path file, IOException cause) {
    var text = reason(cause);
    if (meansFull(text)) {
      return new StorageFailure(
          StorageFault.DISK_FULL,
          what + " " + file + ": the disk is full; free some space and start again",
          cause);
    }
    if (cause instanceof AccessDeniedException) {
      return new StorageFailure(
          StorageFault.IO,
          what + " " + file + ": no permission; give this user access to the folder",
          cause);
    }
    return new StorageFailure(StorageFault.IO, what + " " + file + ": " + text, cause);
  }

  static boolean meansFull(String text) {
    return FULL.stream().anyMatch(text::contains);
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    var message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
