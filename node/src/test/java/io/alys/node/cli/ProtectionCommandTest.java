package io.alys.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.storage.FileSigningStore;
import io.alys.messages.chain.Watermark;
import io.alys.messages.types.Slot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code alys keys protection}, as somebody types it, on a network that was just founded. */
final class ProtectionCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path node = Path.of("");

  @BeforeEach
  void found() {
    var network = folder.resolve("network");
    assertThat(run(new GenesisCommand(), "new", "--validators=1", "--out=" + network)).isZero();
    node = network.resolve("node-0");
  }

  @Test
  void whatIsExportedIsImportedOnAnotherMachine() throws IOException {
    var file = folder.resolve("protection.json");

    assertThat(keys("export", "--out=" + file)).isZero();
    try (var files = Files.list(node.resolve("data/signing"))) {
      for (var each : files.toList()) {
        Files.delete(each);
      }
    }
    assertThat(keys("import", file.toString())).isZero();

    try (var store = FileSigningStore.open(node.resolve("data/signing"))) {
      var key = store.keys().getFirst();
      assertThat(store.watermark(key)).contains(Watermark.FRESH);
      assertThat(out.toString()).contains(key.prefixedHex() + "  slot 0, lock 0");
    }
  }

  @Test
  void aFileWithoutLockCountsAsRestored() throws IOException {
    var file = folder.resolve("protection.json");
    keys("export", "--out=" + file);
    Files.writeString(file, Files.readString(file).replaceFirst(",\\s*\"lock_slot\".*", ""));

    assertThat(keys("import", file.toString())).as(err.toString()).isZero();

    assertThat(out.toString()).contains("the file has no lock: counts as restored");
    try (var store = FileSigningStore.open(node.resolve("data/signing"))) {
      var mark = store.watermark(store.keys().getFirst()).orElseThrow();
      assertThat(mark.slot()).isGreaterThan(Slot.ZERO).isEqualTo(mark.lockSlot());
    }
  }

  @Test
  void whileANodeRunsNothingIsExportedOrImported() {
    try (var running = FileSigningStore.open(node.resolve("data/signing"))) {
      assertThat(running.keys()).hasSize(1);
      assertThat(keys("export", "--out=" + folder.resolve("x"))).isEqualTo(1);
      assertThat(keys("import", folder.resolve("x").toString())).isEqualTo(1);
    }
    assertThat(err.toString())
        .contains("keys protection export: another process uses ", "import: another process uses ");
  }

  @Test
  void refusalsAreNamed() {
    assertThat(keys("import", folder.resolve("x").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("does not exist: correct its path");
    assertThat(run(new KeysCommand(), "protection")).isEqualTo(2);
    assertThat(err.toString()).contains("say export or import");
    assertThat(run(new KeysCommand(), "protection", "export", "--config=" + folder, "--out=x"))
        .isEqualTo(2);
  }

  private int keys(String what, String argument) {
    return run(
        new KeysCommand(), "protection", what, "--config=" + node.resolve("alys.conf"), argument);
  }

  private int run(Object command, String... args) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
