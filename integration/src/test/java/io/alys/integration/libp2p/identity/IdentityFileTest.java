package io.alys.integration.libp2p.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdentityFileTest {

  @TempDir private Path folder;

  @Test
  void thePeerIdOutlivesARestart() throws IOException {
    var file = folder.resolve("peer-key.hex");

    var first = IdentityFile.loadOrCreate(file, new SeededRandom(1));
    var second = IdentityFile.loadOrCreate(file, new SeededRandom(2));

    assertThat(second.peerId()).isEqualTo(first.peerId());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatOthersMayReadIsRefusedWithAWayOut() throws IOException {
    var file = folder.resolve("peer-key.hex");
    IdentityFile.loadOrCreate(file, new SeededRandom(1));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> IdentityFile.loadOrCreate(file, new SeededRandom(2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aFileThatIsNoKeyIsRefusedAndKept() throws IOException {
    for (var content : new String[] {"", "zz", "00".repeat(32), "11".repeat(31), "1".repeat(999)}) {
      var file = folder.resolve("peer-key-" + content.length());
      Files.writeString(file, content);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

      assertThatThrownBy(() -> IdentityFile.loadOrCreate(file, new SeededRandom(2)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is not a secp256k1 key");
      assertThat(file).hasContent(content);
    }
  }
}
