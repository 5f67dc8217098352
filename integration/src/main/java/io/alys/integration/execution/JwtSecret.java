package io.alys.integration.execution;

import io.alys.messages.types.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The 32 bytes that the node and its execution client share (Engine API, authentication). */
public final class JwtSecret {

  /** Length in bytes. */
  public static final int SIZE = 32;

  private static final int MAX_FILE_SIZE = 1024;
  private static final Set<PosixFilePermission> OTHERS_READ =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
  private static final Logger LOG = LoggerFactory.getLogger(JwtSecret.class);

  private final byte[] key;

  private JwtSecret(byte[] key) {
    this.key = key;
  }

  /**
   * Reads hex digits with or without {@code 0x}, white space around them ignored; warns when others
   * than the owner may read the file.
   *
   * @throws InvalidJwtSecret when the file can't be read or holds anything else
   */
  public static JwtSecret load(Path file) {
    var digits = read(file).strip();
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      digits = digits.substring(2);
    }
    Bytes bytes;
    try {
      bytes = Bytes.fromHex(digits);
    } catch (IllegalArgumentException e) {
      throw new InvalidJwtSecret(file, "does not hold an even number of hex digits");
    }
    if (bytes.size() != SIZE) {
      throw new InvalidJwtSecret(file, "holds " + bytes.size() + " bytes");
    }
    if (readableByOthers(file)) {
      LOG.warn("others than the owner may read the JWT secret file {}: chmod 600 {}", file, file);
    }
    return new JwtSecret(bytes.toArray());
  }

  byte[] key() {
    return key.clone();
  }

  static boolean readableByOthers(Path file) {
    try {
      var permissions = EnumSet.copyOf(OTHERS_READ);
      permissions.retainAll(Files.getPosixFilePermissions(file));
      return !permissions.isEmpty();
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static String read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var content = in.readNBytes(MAX_FILE_SIZE + 1);
      if (content.length > MAX_FILE_SIZE) {
        throw new InvalidJwtSecret(file, "is longer than " + MAX_FILE_SIZE + " bytes");
      }
      var text = new String(content, StandardCharsets.ISO_8859_1);
      Arrays.fill(content, (byte) 0);
      return text;
    } catch (NoSuchFileException e) {
      throw new InvalidJwtSecret(file, "does not exist");
    } catch (IOException e) {
      throw new InvalidJwtSecret(file, "can't be read (" + e.getMessage() + ")");
    }
  }

  @Override
  public String toString() {
    return "JwtSecret(hidden)";
  }
}
