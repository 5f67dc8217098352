package io.alys.node.dev;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads the lines that are appended to a log file; unfinished lines wait for their end. */
final class LogTail {

  private static final int MOST_AT_ONCE = 1 << 20;
  private static final int LAST_BYTES = 1 << 16;

  private final Path file;
  private long position;

  /** Starts at the file's present end. */
  LogTail(Path file) {
    this.file = file;
    this.position = size(file);
  }

  /** The whole lines since the last call; nothing when the file can't be read. */
  List<String> lines() {
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      if (log.length() < position) {
        position = 0;
      }
      var bytes = read(log, position);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n' && bytes.length < MOST_AT_ONCE) {
        end--;
      }
      position += end;
      return text(Arrays.copyOf(bytes, end));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The last lines of a file, which may be unfinished. */
  static List<String> last(Path file, int count) {
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      var lines = text(read(log, Math.max(0, log.length() - LAST_BYTES)));
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<String> text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  private static byte[] read(RandomAccessFile log, long from) throws IOException {
    log.seek(from);
    var bytes = new byte[(int) Math.min(MOST_AT_ONCE, log.length() - from)];
    log.readFully(bytes);
    return bytes;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
