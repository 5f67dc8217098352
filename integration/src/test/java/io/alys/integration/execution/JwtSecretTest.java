package io.alys.integration.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are a JWT secret. */
class JwtSecretTest {

  private static final String DIGITS = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"%s", "0x%s", "0X%s", " %s\n", "\t0x%s\r\n\r\n"})
  void hexOf32BytesIsTaken(String form) throws IOException {
    var secret = JwtSecret.load(file(form.formatted(DIGITS)));

    assertThat(secret.key()).isEqualTo(Bytes.fromHex(DIGITS).toArray());
  }

  @Test
  void upperCaseDigitsAreTaken() throws IOException {
    var secret = JwtSecret.load(file(DIGITS.toUpperCase(Locale.ROOT)));

    assertThat(secret.key()).isEqualTo(Bytes.fromHex(DIGITS).toArray());
  }

  @Test
  void anyOtherLengthIsRefusedWithTheFileAndWhatItMustBe() throws IOException {
    var file = file(DIGITS + "00");

    assertThatThrownBy(() -> JwtSecret.load(file))
        .isInstanceOf(InvalidJwtSecret.class)
        .hasMessage(
            "JWT secret file "
                + file
                + " holds 33 bytes: it must hold 32 bytes as 64 hex digits, the same that the"
                + " execution client uses");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0x", "\n", "zz", "0x0", "0x0x", "a b", "–"})
  void whatIsNoSecretIsRefused(String content) throws IOException {
    var file = file(content);

    assertThatThrownBy(() -> JwtSecret.load(file))
        .isInstanceOf(InvalidJwtSecret.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aFileThatCannotBeASecretIsNotReadToItsEnd() throws IOException {
    var file = file(" ".repeat(5_000) + DIGITS);

    assertThatThrownBy(() -> JwtSecret.load(file)).hasMessageContaining("is longer than 1024");
  }

  @Test
  void missingFilesAndFoldersAreRefused() {
    assertThatThrownBy(() -> JwtSecret.load(folder.resolve("none")))
        .isInstanceOf(InvalidJwtSecret.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> JwtSecret.load(folder))
        .isInstanceOf(InvalidJwtSecret.class)
        .hasMessageContaining("can't be read");
  }

  @Test
  void filesThatOthersMayReadAreNoticed() throws IOException {
    var file = file(DIGITS);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(JwtSecret.readableByOthers(file)).isFalse();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(JwtSecret.readableByOthers(file)).isTrue();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
    assertThat(JwtSecret.readableByOthers(file)).isTrue();
  }

  @Test
  void itDoesNotPrintItself() throws IOException {
    assertThat(JwtSecret.load(file(DIGITS)).toString()).doesNotContain("0123");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("jwt.hex"), content);
  }
}
