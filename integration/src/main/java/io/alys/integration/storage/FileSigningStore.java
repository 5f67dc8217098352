package io.alys.integration.storage;

import io.alys.messages.chain.Watermark;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Slot;
import io.alys.workflows.ports.SigningStore;
import io.alys.workflows.ports.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link SigningStore} in a folder of its own, outside of backups (2.9): a file per key with its
 * watermark, replaced as a whole, and the log of signatures. A signature is in the log before it is
 * in the watermark; where a crash came between them, the log counts. One process at a time; after
 * the first error nothing is written any more.
 */
public final class FileSigningStore implements SigningStore, AutoCloseable {

  /** A log file gets no more lines beyond this size. */
  public static final long MAX_LOG_FILE_BYTES = 16L << 20;

  private static final String HEADER = "# alys watermark 1: slot root key lockSlot crc\n";

  private final Path folder;
  private final FolderLock lock;
  private final SignatureLog log;
  private final Map<BlsPublicKey, Watermark> marks = new HashMap<>();
  private final List<String> notices = new ArrayList<>();
  private boolean failed;

  private FileSigningStore(Path folder, FolderLock lock, SignatureLog log) {
    this.folder = folder;
    this.lock = lock;
    this.log = log;
  }

  /**
   * Opens the store of a folder, which is created where it is missing.
   *
   * @throws StorageFailure when another process has it, a file is damaged or the disk refuses
   */
  public static FileSigningStore open(Path folder) {
    return open(folder, MAX_LOG_FILE_BYTES);
  }

  static FileSigningStore open(Path folder, long maxLogFileBytes) {
    try {
      DurableFiles.createFolder(folder);
      var lock = FolderLock.take(folder);
      try {
        return read(folder, lock, SignatureLog.open(folder, maxLogFileBytes));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw DiskErrors.of("cannot open the signing folder", folder, e);
    }
  }

  private static FileSigningStore read(Path folder, FolderLock lock, SignatureLog log)
      throws IOException {
    try {
      var store = new FileSigningStore(folder, lock, log);
      store.readWatermarks();
      return store;
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** What was found and mended at the start, for people; empty when all was well. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  @Override
  public Optional<Watermark> watermark(BlsPublicKey key) {
    return Optional.ofNullable(marks.get(key));
  }

  @Override
  public void record(BlsPublicKey key, Watermark watermark) {
    refuseAfterFailure();
    refuseStepBack(key, watermark);
    write(new SignatureLine(key, watermark), watermark.root() != null);
  }

  @Override
  public void restart(BlsPublicKey key, Watermark watermark) {
    refuseAfterFailure();
    refuseOldSlot(key, watermark);
    write(new SignatureLine(key, watermark), false);
  }

  /**
   * Takes over what another signing folder knew of a key: neither slot nor lock falls, and the log
   * gets no line, since nothing was signed here.
   */
  public void adopt(BlsPublicKey key, Watermark watermark) {
    refuseAfterFailure();
    var known = marks.get(key);
    if (known != null
        && (known.slot().isAbove(watermark.slot())
            || known.lockSlot().isAbove(watermark.lockSlot()))) {
      throw stepBack(key, watermark, known);
    }
    var signed = log.last(key);
    if (signed.isPresent() && signed.get().slot().isAbove(watermark.slot())) {
      throw stepBack(key, watermark, signed.get());
    }
    write(new SignatureLine(key, watermark), false);
  }

  /** All keys that have a watermark, in the order of their hex. */
  public List<BlsPublicKey> keys() {
    return marks.keySet().stream().sorted(Comparator.comparing(BlsPublicKey::hex)).toList();
  }

  private void refuseAfterFailure() {
    if (failed) {
      throw new StorageFailure(
          StorageFault.IO, "an earlier write to " + folder + " failed; restart the node");
    }
  }

  private void write(SignatureLine line, boolean signature) {
    failed = true;
    try {
      if (signature) {
        log.append(line);
      }
      writeWatermark(line);
    } catch (IOException e) {
      throw DiskErrors.of("cannot record a signature in", folder, e);
    }
    marks.put(line.key(), line.mark());
    failed = false;
  }

  @Override
  public void close() {
    try (lock) {
      log.close();
    } catch (IOException e) {
      throw DiskErrors.of("cannot close the signing folder", folder, e);
    }
  }

  private void refuseStepBack(BlsPublicKey key, Watermark next) {
    refuseOldSlot(key, next);
    var known = marks.get(key);
    if (known != null && known.lockSlot().isAbove(next.lockSlot())) {
      throw stepBack(key, next, known);
    }
  }

  private void refuseOldSlot(BlsPublicKey key, Watermark next) {
    var signed = log.last(key);
    if (signed.isPresent() && !next.slot().isAbove(signed.get().slot())) {
      throw stepBack(key, next, signed.get());
    }
    var known = marks.get(key);
    if (known != null && !next.slot().isAbove(known.slot())) {
      throw stepBack(key, next, known);
    }
  }

  private StorageFailure stepBack(BlsPublicKey key, Watermark next, Watermark known) {
    return new StorageFailure(
        StorageFault.CORRUPT,
        "key "
            + key
            + " has signed slot "
            + known.slot()
            + " (lock "
            + known.lockSlot()
            + ") by "
            + folder
            + ", so a watermark of slot "
            + next.slot()
            + " (lock "
            + next.lockSlot()
            + ") would allow a second signature; check the clock");
  }

  private void writeWatermark(SignatureLine line) throws IOException {
    var text = HEADER + line.text() + "\n";
    DurableFiles.replace(watermarkFile(line.key()), text.getBytes(StandardCharsets.US_ASCII));
  }

  private Path watermarkFile(BlsPublicKey key) {
    return folder.resolve("watermark-" + key.hex() + ".txt");
  }

  private void readWatermarks() throws IOException {
    try (var files = Files.newDirectoryStream(folder, "watermark-*.txt")) {
      for (var file : files) {
        var line = readWatermark(file);
        marks.put(line.key(), line.mark());
      }
    }
    for (var key : List.copyOf(marks.keySet())) {
      raiseToLog(key);
    }
  }

  private SignatureLine readWatermark(Path file) throws IOException {
    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (text.startsWith(HEADER) && text.endsWith("\n")) {
      var line = SignatureLine.parse(text.substring(HEADER.length(), text.length() - 1));
      if (line.isPresent() && file.equals(watermarkFile(line.get().key()))) {
        return line.get();
      }
    }
    throw new StorageFailure(
        StorageFault.CORRUPT,
        "watermark "
            + file
            + " is damaged; check the disk, then move the file away:"
            + " the node then starts to sign again 3 slots later (rule 2.9)");
  }

  private void raiseToLog(BlsPublicKey key) throws IOException {
    var signed = log.last(key);
    var mark = marks.get(key);
    if (signed.isEmpty() || mark == null || !signed.get().slot().isAbove(mark.slot())) {
      return;
    }
    var raised =
        new Watermark(
            signed.get().slot(), signed.get().root(), higher(signed.get().lockSlot(), mark));
    writeWatermark(new SignatureLine(key, raised));
    marks.put(key, raised);
    notices.add(
        "the watermark of "
            + key
            + " was at slot "
            + mark.slot()
            + ", the log of signatures at slot "
            + raised.slot()
            + ": the log counts (rule 2.9)");
  }

  private static Slot higher(Slot lock, Watermark mark) {
    return lock.isAbove(mark.lockSlot()) ? lock : mark.lockSlot();
  }
}
