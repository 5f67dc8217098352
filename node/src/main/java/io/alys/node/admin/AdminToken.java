package io.alys.node.admin;

import io.alys.integration.storage.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What an order has to show: whoever can read the node's data folder has it. A new one is made at
 * each start; it does not show in a log.
 */
public final class AdminToken {

  private static final String FILE = "admin.token";
  private static final String SCHEME = "Bearer ";
  private static final int BYTES = 32;

  private final String text;

  private AdminToken(String text) {
    this.text = text;
  }

  /** Makes a token and writes it into the folder, readable for its owner alone. */
  public static AdminToken create(Path dataDir, RandomGenerator random) throws IOException {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var token = new AdminToken(HexFormat.of().formatHex(bytes));
    var file = file(dataDir);
    var written = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(written);
    DurableFiles.createPrivate(written, (token.text + "\n").getBytes(StandardCharsets.US_ASCII));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return token;
  }

  /** The token of the node that uses the folder. */
  public static AdminToken read(Path dataDir) throws IOException {
    return new AdminToken(Files.readString(file(dataDir)).strip());
  }

  /** Where a node writes its token. */
  public static Path file(Path dataDir) {
    return dataDir.resolve(FILE);
  }

  /** The value of the {@code Authorization} header. */
  public String header() {
    return SCHEME + text;
  }

  /** Whether a request's {@code Authorization} header holds it, in time that tells nothing. */
  boolean matches(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, 7)) {
      return false;
    }
    var given = authorization.substring(SCHEME.length()).strip();
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "AdminToken";
  }
}
