package io.alys.integration.storage;

import io.alys.messages.storage.StorageFault;
import io.alys.workflows.ports.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a folder for one process; the system releases it even when the process is killed. */
final class FolderLock implements AutoCloseable {

  private static final String NAME = "node.lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock take(Path folder) throws IOException {
    var channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw held(folder);
    }
    return new FolderLock(channel);
  }

  static StorageFailure held(Path folder) {
    return new StorageFailure(
        StorageFault.LOCKED,
        "another process uses "
            + folder
            + "; stop it or choose another data folder (two nodes on one folder would sign twice)");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
