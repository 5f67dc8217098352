package io.alys.integration.founding;

import io.alys.integration.founding.NetworkFolder.NodeFolder;
import io.alys.integration.storage.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The files of a node that only follows a network: it has an identity, but no key that votes. */
public final class FollowerFiles {

  private static final int JWT_BYTES = 32;

  private FollowerFiles() {}

  /**
   * Makes the files that are missing: the secret shared with the execution client and the node's
   * identity among peers.
   *
   * @throws FoundingFailure when the folder can't be written
   */
  public static void complete(NodeFolder node, SecureRandom random) {
    try {
      if (!Files.isDirectory(node.root())) {
        DurableFiles.createFolder(node.root());
      }
      if (!Files.exists(node.jwtSecret())) {
        write(node.jwtSecret(), jwt(random));
      }
      if (!Files.exists(node.peerKey())) {
        write(node.peerKey(), MemberKey.generate(random).secretHex() + "\n");
      }
    } catch (IOException e) {
      throw new FoundingFailure(
          node.root() + " can't be written (" + e.getMessage() + "): name another folder.");
    }
  }

  /** A new secret for the Engine API, 64 hex digits. */
  static String jwt(SecureRandom random) {
    var secret = new byte[JWT_BYTES];
    random.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  private static void write(Path file, String text) throws IOException {
    DurableFiles.createPrivate(file, text.getBytes(StandardCharsets.US_ASCII));
  }
}
