package io.alys.node.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Following a log file. */
final class LogTailTest {

  @TempDir private Path folder;

  @Test
  void itStartsAtTheEndAndReadsWholeLines() throws IOException {
    var log = Files.writeString(folder.resolve("log"), "old\n");
    var tail = new LogTail(log);

    append(log, "one\ntw");
    assertThat(tail.lines()).containsExactly("one");
    append(log, "o …\n");
    assertThat(tail.lines()).containsExactly("two …");
    assertThat(tail.lines()).isEmpty();
  }

  @Test
  void aFileThatComesLaterOrStartsAnewIsReadFromItsBeginning() throws IOException {
    var log = folder.resolve("log");
    var tail = new LogTail(log);
    assertThat(tail.lines()).isEmpty();

    Files.writeString(log, "first line\n");
    assertThat(tail.lines()).containsExactly("first line");
    Files.writeString(log, "anew\n");
    assertThat(tail.lines()).containsExactly("anew");
  }

  @Test
  void theLastLinesAreReadUnfinishedOrNot() throws IOException {
    var log = Files.writeString(folder.resolve("log"), "1\n2\n3\n4");

    assertThat(LogTail.last(log, 2)).containsExactly("3", "4");
    assertThat(LogTail.last(log, 9)).containsExactly("1", "2", "3", "4");
    assertThat(LogTail.last(folder.resolve("none"), 2)).isEmpty();
  }

  private static void append(Path log, String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.APPEND);
  }
}
