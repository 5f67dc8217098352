package io.alys.integration.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of a few megabytes in memory; only root can have one. */
final class SmallDisk implements AutoCloseable {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one over a folder, or skips the test. */
  static SmallDisk mount(Path folder, int megabytes) {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", "" + folder),
        "a small disk needs Linux and the right to mount");
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Leaves no byte free. */
  void fill() throws IOException {
    try (var filler = Files.newOutputStream(folder.resolve("filler"))) {
      var block = new byte[4096];
      while (true) {
        filler.write(block);
      }
    } catch (IOException full) {
      if (!DiskErrors.meansFull(String.valueOf(full.getMessage()))) {
        throw full;
      }
    }
  }

  /** Gives back what {@link #fill} took. */
  void drain() throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  /** Lazily, since this JVM may have loaded a library from there. */
  @Override
  public void close() {
    run("umount", "--lazy", folder.toString());
  }

  private static boolean run(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
