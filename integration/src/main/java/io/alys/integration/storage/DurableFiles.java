package io.alys.integration.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** File changes that are on disk when a method returns. */
public final class DurableFiles {

  private DurableFiles() {}

  /** Puts a file in place of another, or of none, in one step. */
  public static void replace(Path file, byte[] content) throws IOException {
    var written = file.resolveSibling(file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      writeFully(channel, content);
      channel.force(true);
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(parent(file));
  }

  static void writeFully(FileChannel channel, byte[] content) throws IOException {
    var buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Creates a file that only its owner may read; one that exists already is an error. */
  public static void createPrivate(Path file, byte[] content) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, options, owner)) {
      writeFully(channel, content);
      channel.force(true);
    }
    syncFolder(parent(file));
  }

  /** Creates a folder and those above it where they are missing. */
  public static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    createFolder(parent(folder));
    Files.createDirectories(folder);
    syncFolder(parent(folder));
  }

  /** Makes names in a folder durable. */
  static void syncFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The folder that a path lies in; the root lies in itself. */
  private static Path parent(Path path) {
    var whole = path.toAbsolutePath();
    var parent = whole.getParent();
    return parent == null ? whole : parent;
  }
}
