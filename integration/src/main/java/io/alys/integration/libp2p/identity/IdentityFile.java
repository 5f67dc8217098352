package io.alys.integration.libp2p.identity;

import io.alys.integration.storage.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The file of a node's own secp256k1 key: 64 hex digits that only the owner may read. The node has
 * the same peer id after every start because of it.
 */
public final class IdentityFile {

  private static final int MAX_SIZE = 128;

  private IdentityFile() {}

  /** Reads the key; makes one when there is no file yet. */
  public static PrivateKey loadOrCreate(Path file, SecureRandom random) throws IOException {
    if (Files.exists(file)) {
      return load(file);
    }
    var key = PrivateKey.generate(KeyType.SECP256K1, random);
    var text = HexFormat.of().formatHex(key.secret()) + "\n";
    DurableFiles.createPrivate(file, text.getBytes(StandardCharsets.US_ASCII));
    return key;
  }

  private static PrivateKey load(Path file) throws IOException {
    var others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    others.remove(PosixFilePermission.OWNER_READ);
    others.remove(PosixFilePermission.OWNER_WRITE);
    if (!others.isEmpty()) {
      throw new IOException(
          file + " must be readable by its owner alone: chmod 600 it, or make a new key");
    }
    if (Files.size(file) > MAX_SIZE) {
      throw notAKey(file, null);
    }
    try {
      var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      return PrivateKey.of(KeyType.SECP256K1, HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw notAKey(file, e);
    }
  }

  private static IOException notAKey(Path file, @Nullable Throwable cause) {
    return new IOException(file + " is not a secp256k1 key in 64 hex digits", cause);
  }
}
