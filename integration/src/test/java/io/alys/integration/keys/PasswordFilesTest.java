package io.alys.integration.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFilesTest {

  @TempDir private Path folder;

  @Test
  void lineEndsAtTheEndAreNotPartOfThePassword() throws IOException {
    for (var end : new String[] {"", "\n", "\r\n", "\n\n"}) {
      assertThat(PasswordFiles.read(file("two words " + end, "rw-------")).bytes())
          .isEqualTo("two words ".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aNewFileIsTheOwnersAloneAndReadsBack() throws IOException {
    var file = folder.resolve("new");

    var password = PasswordFiles.create(file, new SecureRandom());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PasswordFiles.read(file).bytes()).isEqualTo(password.bytes());
    assertProblem(() -> PasswordFiles.create(file, new SecureRandom()), "exists");
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws IOException {
    for (var mode : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"}) {
      var file = file("secret", mode);
      assertProblem(() -> PasswordFiles.read(file), file.toString(), mode, "chmod 600");
    }
    assertThat(PasswordFiles.read(file("secret", "r--------")).bytes()).hasSize(6);
  }

  @Test
  void whatIsNoPasswordIsRefusedByName() throws IOException {
    var missing = folder.resolve("missing");
    assertProblem(() -> PasswordFiles.read(missing), missing.toString(), "no such password file");
    var empty = file("\n", "rw-------");
    assertProblem(() -> PasswordFiles.read(empty), empty.toString(), "empty");
    var large = file("x".repeat(5000), "rw-------");
    assertProblem(() -> PasswordFiles.read(large), large.toString(), "longer");
    var binary = file("", "rw-------");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertProblem(() -> PasswordFiles.read(binary), binary.toString(), "UTF-8");
    assertProblem(() -> PasswordFiles.read(folder), folder.toString());
  }

  private Path file(String text, String mode) throws IOException {
    var file = Files.createTempFile(folder, "password", "");
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static void assertProblem(ThrowingCallable action, String... parts) {
    assertThatThrownBy(action)
        .isInstanceOf(KeystoreFailure.class)
        .hasNoCause()
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }
}
