package io.alys.integration.storage;

import io.alys.messages.chain.Watermark;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.types.BlsPublicKey;
import io.alys.workflows.ports.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The append-only log of signatures (2.2): files of {@link SignatureLine}s, a new one when the last
 * is full. A crash can leave one unfinished line at the end, which no signature belongs to; it is
 * cut off. Everything else that does not read is damage.
 */
final class SignatureLog implements AutoCloseable {

  static final String HEADER = "# alys signatures 1: slot root key lockSlot crc\n";

  private final Path folder;
  private final long maxFileBytes;
  private final Map<BlsPublicKey, Watermark> last = new HashMap<>();
  private int number;
  private FileChannel channel;

  private SignatureLog(Path folder, long maxFileBytes, int number) throws IOException {
    this.folder = folder;
    this.maxFileBytes = maxFileBytes;
    this.number = number;
    this.channel = openFile(number);
  }

  /** Opens the newest file of the folder, or a first one, and reads it. */
  static SignatureLog open(Path folder, long maxFileBytes) throws IOException {
    var log = new SignatureLog(folder, maxFileBytes, newest(folder));
    try {
      log.read();
      return log;
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  static Path file(Path folder, int number) {
    return folder.resolve(String.format("signatures-%06d.log", number));
  }

  /** The last signature of a key in the newest file. */
  Optional<Watermark> last(BlsPublicKey key) {
    return Optional.ofNullable(last.get(key));
  }

  /** Appends and syncs. */
  void append(SignatureLine line) throws IOException {
    if (channel.size() >= maxFileBytes) {
      startNextFile();
    }
    DurableFiles.writeFully(channel, ascii(line.text() + "\n"));
    channel.force(false);
    last.put(line.key(), line.mark());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void startNextFile() throws IOException {
    var next = openFile(number + 1);
    channel.close();
    channel = next;
    number++;
    begin();
  }

  private void begin() throws IOException {
    DurableFiles.writeFully(channel, ascii(HEADER));
    channel.force(true);
    DurableFiles.syncFolder(folder);
  }

  private void read() throws IOException {
    var text = Files.readString(file(folder, number), StandardCharsets.ISO_8859_1);
    int whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length()) {
      channel.truncate(whole);
      channel.force(true);
    }
    if (whole == 0) {
      begin();
      return;
    }
    if (!text.startsWith(HEADER)) {
      throw damaged(1, "the first line is not that of a signature log");
    }
    int lineNumber = 1;
    for (var line : text.substring(HEADER.length(), whole).lines().toList()) {
      lineNumber++;
      readLine(line, lineNumber);
    }
  }

  private void readLine(String text, int lineNumber) {
    var line = SignatureLine.parse(text);
    if (line.isEmpty() || line.get().mark().root() == null) {
      throw damaged(lineNumber, "the line does not match its checksum");
    }
    var key = line.get().key();
    var mark = line.get().mark();
    var before = last.get(key);
    if (before != null && !mark.slot().isAbove(before.slot())) {
      throw damaged(lineNumber, "slot " + mark.slot() + " comes after slot " + before.slot());
    }
    last.put(key, mark);
  }

  private StorageFailure damaged(int lineNumber, String what) {
    return new StorageFailure(
        StorageFault.CORRUPT,
        "signature log "
            + file(folder, number)
            + ", line "
            + lineNumber
            + ": "
            + what
            + "; check the disk, then move the log and the watermark files away together:"
            + " the node then starts to sign again 3 slots later (rule 2.9)");
  }

  private FileChannel openFile(int wanted) throws IOException {
    return FileChannel.open(
        file(folder, wanted),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.APPEND);
  }

  private static int newest(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("signatures-\\d{6}\\.log"))
          .mapToInt(name -> Integer.parseInt(name.substring(11, 17)))
          .max()
          .orElse(1);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
