package io.alys.integration.storage;

import static io.alys.integration.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.Watermark;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSigningStoreTest {

  private static final BlsPublicKey KEY = BlsPublicKey.fromHex("ab".repeat(48));
  private static final BlsPublicKey OTHER = BlsPublicKey.fromHex("cd".repeat(48));

  @TempDir private Path folder;

  @Test
  void aNewFolderKnowsNoKey() {
    try (var store = FileSigningStore.open(folder.resolve("a/b"))) {
      assertThat(store.watermark(KEY)).isEmpty();
      assertThat(store.notices()).isEmpty();
    }
  }

  @Test
  void aFreshWatermarkComesBackAndLeavesNoSignature() throws IOException {
    try (var store = FileSigningStore.open(folder)) {
      store.record(KEY, Watermark.FRESH);
    }

    try (var store = FileSigningStore.open(folder)) {
      assertThat(store.watermark(KEY)).contains(Watermark.FRESH);
    }
    assertThat(Files.readString(log())).isEqualTo(SignatureLog.HEADER);
  }

  @Test
  void recordsComeBackPerKey() {
    try (var store = FileSigningStore.open(folder)) {
      store.record(KEY, mark(5, 4));
      store.record(OTHER, mark(6, 5));
      store.record(KEY, mark(7, 4));
    }

    try (var store = FileSigningStore.open(folder)) {
      assertThat(store.watermark(KEY)).contains(mark(7, 4));
      assertThat(store.watermark(OTHER)).contains(mark(6, 5));
      assertThat(store.notices()).isEmpty();
    }
  }

  @Test
  void theLogIsALinePerSignatureThatAPersonCanRead() throws IOException {
    try (var store = FileSigningStore.open(folder)) {
      store.record(KEY, mark(5, 4));
      store.record(KEY, new Watermark(new Slot(8), null, new Slot(8)));
    }

    assertThat(Files.readAllLines(log()))
        .containsExactly(
            "# alys signatures 1: slot root key lockSlot crc",
            "5 " + root(5).hex() + " " + KEY.hex() + " 4 e80afbb3");
  }

  @Test
  void neitherASlotTwiceNorALowerLockIsRecorded() {
    try (var store = FileSigningStore.open(folder)) {
      store.record(KEY, mark(5, 4));

      assertFault(StorageFault.CORRUPT, () -> store.record(KEY, mark(5, 4)), "slot 5");
      assertFault(StorageFault.CORRUPT, () -> store.record(KEY, mark(4, 4)), "slot 4");
      assertFault(StorageFault.CORRUPT, () -> store.record(KEY, mark(6, 3)), "lock 3");
      store.record(KEY, mark(6, 4));
      assertThat(store.watermark(KEY)).contains(mark(6, 4));
    }
  }

  @Test
  void onlyARestartLowersALockAndItsSlotRises() {
    record(mark(5, 4));
    var restarted = new Watermark(new Slot(9), null, new Slot(2));

    try (var store = FileSigningStore.open(folder)) {
      var old = new Watermark(new Slot(5), null, new Slot(2));
      assertFault(StorageFault.CORRUPT, () -> store.restart(KEY, old), "slot 5");
      store.restart(KEY, restarted);
    }

    try (var store = FileSigningStore.open(folder)) {
      assertThat(store.watermark(KEY)).contains(restarted);
      store.record(KEY, mark(10, 2));
    }
  }

  @Test
  void whatIsAdoptedNeverFallsAndIsNoSignature() throws IOException {
    record(mark(5, 4));

    try (var store = FileSigningStore.open(folder)) {
      assertFault(StorageFault.CORRUPT, () -> store.adopt(KEY, mark(4, 4)), "slot 4");
      assertFault(StorageFault.CORRUPT, () -> store.adopt(KEY, mark(6, 3)), "lock 3");
      store.adopt(KEY, mark(5, 5));
      store.adopt(OTHER, mark(7, 6));
      assertThat(store.keys()).containsExactlyInAnyOrder(KEY, OTHER);
    }

    try (var store = FileSigningStore.open(folder)) {
      assertThat(store.watermark(KEY)).contains(mark(5, 5));
      assertThat(store.watermark(OTHER)).contains(mark(7, 6));
    }
    assertThat(Files.readAllLines(log())).hasSize(2);
  }

  @Test
  void whatIsAdoptedStaysAboveTheLogOfALostWatermark() throws IOException {
    record(mark(8, 7));
    Files.delete(folder.resolve("watermark-" + KEY.hex() + ".txt"));

    try (var store = FileSigningStore.open(folder)) {
      assertFault(StorageFault.CORRUPT, () -> store.adopt(KEY, mark(7, 7)), "slot 7");
    }
  }

  @Test
  void anUnfinishedLastLineIsCutOff() throws IOException {
    record(mark(5, 4));
    append("6 " + root(6).hex() + " abab");

    try (var store = FileSigningStore.open(folder)) {
      assertThat(store.watermark(KEY)).contains(mark(5, 4));
      store.record(KEY, mark(7, 5));
    }

    try (var store = FileSigningStore.open(folder)) {
      assertThat(store.watermark(KEY)).contains(mark(7, 5));
    }
    assertThat(Files.readAllLines(log())).hasSize(3);
  }

  @Test
  void anUnfinishedHeaderIsWrittenAnew() throws IOException {
    Files.writeString(log(), SignatureLog.HEADER.substring(0, 9));

    record(mark(5, 4));

    assertThat(Files.readAllLines(log())).hasSize(2);
  }

  @Test
  void aLogAheadOfTheWatermarkCounts() throws IOException {
    record(mark(5, 4));
    append(new SignatureLine(KEY, mark(9, 3)).text() + "\n");

    try (var store = FileSigningStore.open(folder)) {
      assertThat(store.watermark(KEY)).contains(mark(9, 4));
      assertThat(store.notices()).singleElement().asString().contains("slot 5", "slot 9", "2.9");
    }

    try (var store = FileSigningStore.open(folder)) {
      assertThat(store.watermark(KEY)).contains(mark(9, 4));
      assertThat(store.notices()).isEmpty();
    }
  }

  @Test
  void aMissingWatermarkStaysMissingButTheLogStillForbidsItsSlots() throws IOException {
    record(mark(5, 4));
    Files.delete(watermarkFile());

    try (var store = FileSigningStore.open(folder)) {
      assertThat(store.watermark(KEY)).isEmpty();
      assertFault(StorageFault.CORRUPT, () -> store.record(KEY, mark(5, 5)), "check the clock");
    }
  }

  @Test
  void aDamagedLineRefusesTheStartByName() throws IOException {
    record(mark(5, 4));
    record(mark(6, 5));
    Files.writeString(log(), Files.readString(log()).replaceFirst("\n5 ", "\n4 "));

    assertFault(StorageFault.CORRUPT, this::open, log().toString(), "line 2", "checksum", "2.9");
  }

  @Test
  void aSlotSignedTwiceInTheLogRefusesTheStart() throws IOException {
    record(mark(5, 4));
    append(new SignatureLine(KEY, mark(5, 4)).text() + "\n");

    assertFault(StorageFault.CORRUPT, this::open, "line 3", "slot 5 comes after slot 5");
  }

  @Test
  void aForeignFirstLineRefusesTheStart() throws IOException {
    Files.writeString(log(), "# alys signatures 2\n");

    assertFault(StorageFault.CORRUPT, this::open, log().toString(), "line 1");
  }

  @Test
  void aDamagedWatermarkRefusesTheStartByName() throws IOException {
    record(mark(5, 4));
    var good = Files.readString(watermarkFile());

    for (var bad :
        List.of(
            "", good.substring(0, 80), good.replace("\n5 ", "\n4 "), good.replace("ab", "ba"))) {
      Files.writeString(watermarkFile(), bad);
      assertFault(StorageFault.CORRUPT, this::open, watermarkFile().toString(), "2.9");
    }
  }

  @Test
  void aSecondOpenerIsRefusedByName() {
    try (var store = FileSigningStore.open(folder)) {
      assertThat(store.notices()).isEmpty();
      assertFault(StorageFault.LOCKED, this::open, folder.toString(), "another process");
    }
    open();
  }

  @Test
  void aFailedOpenReleasesTheFolder() throws IOException {
    record(mark(5, 4));
    var good = Files.readString(log());
    Files.writeString(log(), good.replaceFirst("\n5 ", "\n4 "));
    assertFault(StorageFault.CORRUPT, this::open, "line 2");
    Files.writeString(log(), good);

    open();
  }

  @Test
  void aFolderThatIsAFileIsRefusedByName() throws IOException {
    var file = Files.createFile(folder.resolve("file"));

    assertFault(StorageFault.IO, () -> FileSigningStore.open(file), file.toString());
  }

  @Test
  void afterAFailedWriteNothingIsWrittenAnyMore() throws IOException {
    try (var store = FileSigningStore.open(folder)) {
      Files.createDirectory(folder.resolve(watermarkFile().getFileName() + ".new"));

      assertFault(StorageFault.IO, () -> store.record(KEY, mark(5, 4)), folder.toString());
      Files.delete(folder.resolve(watermarkFile().getFileName() + ".new"));
      assertFault(StorageFault.IO, () -> store.record(KEY, mark(6, 4)), "earlier write");
    }
  }

  @Test
  void fullLogFilesAreFollowedByNewOnes() {
    for (int slot = 1; slot <= 12; slot++) {
      try (var store = FileSigningStore.open(folder, 600)) {
        store.record(KEY, mark(slot, slot - 1));
      }
    }

    try (var store = FileSigningStore.open(folder, 600)) {
      assertThat(store.watermark(KEY)).contains(mark(12, 11));
    }
    assertThat(SignatureLog.file(folder, 2)).exists();
    assertThat(SignatureLog.file(folder, 3)).exists();
    assertThat(SignatureLog.file(folder, 4)).doesNotExist();
  }

  @Test
  void whatWasAcknowledgedIsThereAfterKill9() throws IOException {
    var random = new Random(29);
    long last = 0;
    for (int round = 0; round < 4; round++) {
      var printed =
          KilledProcess.run(
              SigningLoop.class, 20 + random.nextInt(60), folder.toString(), "" + (last + 2));
      long acknowledged = Long.parseLong(printed.getLast());

      try (var store = FileSigningStore.open(folder)) {
        last = store.watermark(KEY).orElseThrow().slot().value();
        assertThat(last).isBetween(acknowledged, acknowledged + 1);
        assertThat(store.watermark(KEY)).contains(mark(last, last - 1));
      }
    }
    var lines = Files.readAllLines(log());
    assertThat(SignatureLine.parse(lines.getLast()).orElseThrow().mark())
        .isEqualTo(mark(last, last - 1));
  }

  /** Records slot after slot, and prints each that is on disk. */
  static final class SigningLoop {

    private SigningLoop() {}

    public static void main(String[] arguments) {
      var store = FileSigningStore.open(Path.of(arguments[0]));
      for (long slot = Long.parseLong(arguments[1]); ; slot++) {
        store.record(KEY, mark(slot, slot - 1));
        System.out.println(slot);
        System.out.flush();
      }
    }
  }

  private void open() {
    FileSigningStore.open(folder).close();
  }

  private void record(Watermark mark) {
    try (var store = FileSigningStore.open(folder)) {
      store.record(KEY, mark);
    }
  }

  private void append(String text) throws IOException {
    Files.writeString(log(), text, StandardOpenOption.APPEND);
  }

  private Path log() {
    return SignatureLog.file(folder, 1);
  }

  private Path watermarkFile() {
    return folder.resolve("watermark-" + KEY.hex() + ".txt");
  }

  private static Watermark mark(long slot, long lock) {
    return new Watermark(new Slot(slot), root(slot), new Slot(lock));
  }

  private static Hash32 root(long slot) {
    return Hash32.fromHex(String.format("%064x", slot));
  }
}
