package io.alys.integration.keys;

import io.alys.integration.storage.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;

/** Files that hold one password each, readable by their owner alone. */
public final class PasswordFiles {

  private static final int MAX_BYTES = 4096;

  private PasswordFiles() {}

  /**
   * Reads a password; line ends at the end of the file are not part of it.
   *
   * @throws KeystoreFailure when the file is missing, open to others, empty or no text
   */
  public static Password read(Path file) {
    try {
      refuseOthers(file);
      if (Files.size(file) > MAX_BYTES) {
        throw new KeystoreFailure(file, "longer than a password can be; is it the right file?");
      }
      var text = decode(Files.readAllBytes(file));
      int end = text.length();
      while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
        end--;
      }
      return Password.of(text.subSequence(0, end));
    } catch (NoSuchFileException e) {
      throw new KeystoreFailure(
          file, "there is no such password file; create it with mode 0600, or correct its path");
    } catch (CharacterCodingException e) {
      throw new KeystoreFailure(file, "the password is not UTF-8 text");
    } catch (IllegalArgumentException e) {
      throw new KeystoreFailure(file, "the password is empty");
    } catch (IOException e) {
      throw new KeystoreFailure(file, "the password file cannot be read; check its owner");
    }
  }

  /**
   * Writes a new file with a random password.
   *
   * @throws KeystoreFailure when the file exists already or cannot be written
   */
  public static Password create(Path file, SecureRandom random) {
    var password = Password.generate(random);
    write(file, password);
    return password;
  }

  /** Writes a new file with the given password. */
  public static void write(Path file, Password password) {
    try {
      DurableFiles.createPrivate(file, password.bytes());
    } catch (IOException e) {
      throw KeystoreFiles.notWritten(file, e);
    }
  }

  private static CharBuffer decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
  }

  private static void refuseOthers(Path file) throws IOException {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    var mode = view.readAttributes().permissions();
    var others = EnumSet.noneOf(PosixFilePermission.class);
    others.addAll(mode);
    others.removeAll(PosixFilePermissions.fromString("rwx------"));
    if (!others.isEmpty()) {
      throw new KeystoreFailure(
          file,
          "others may read or change the password (mode "
              + PosixFilePermissions.toString(mode)
              + "); run chmod 600 on it");
    }
  }
}
