package io.alys.node.dev;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder that this process alone may use until it ends. */
final class FolderClaim implements AutoCloseable {

  private final FileChannel channel;

  private FolderClaim(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the folder whose lock file is given. */
  static FolderClaim take(Path file) {
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        var owner = owner(channel);
        channel.close();
        throw DevFailure.mayHeal(
            "%s is in use by process %s: stop that one, or name another --data-dir"
                .formatted(file.toAbsolutePath().getParent(), owner));
      }
      channel.truncate(0);
      var pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new FolderClaim(channel);
    } catch (IOException e) {
      throw DevFailure.willNotHeal(
          file + " can't be locked (" + e.getMessage() + "): make the folder writable");
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    var buffer = ByteBuffer.allocate(20);
    int length = channel.read(buffer, 0);
    return length <= 0
        ? "unknown"
        : new String(buffer.array(), 0, length, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The system gives the lock back when the process ends, at the latest.
    }
  }
}
