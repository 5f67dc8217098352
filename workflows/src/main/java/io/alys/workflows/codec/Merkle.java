package io.alys.workflows.codec;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Merkleization of a byte string as SSZ does it, without length mix-in (protocol reference §3.4).
 */
public final class Merkle {

  private static final int CHUNK = Hash32.SIZE;

  private Merkle() {}

  /**
   * The root over the 32-byte chunks of {@code bytes}: the last chunk padded with zeros, the number
   * of chunks padded with zero chunks to a power of two. Up to 32 bytes are their own root.
   */
  public static Hash32 root(Bytes bytes) {
    var chunks = Math.max(1, Math.ceilDiv(bytes.size(), CHUNK));
    var level = new byte[Math.multiplyExact(chunks, CHUNK)];
    bytes.copyTo(level, 0);
    var digest = Sha256.newDigest();
    // The root of a subtree of zero chunks as high as the level; stands in for all the padding.
    var zeros = new byte[CHUNK];
    while (chunks > 1) {
      chunks = foldLevel(digest, level, chunks, zeros);
      digest.update(zeros);
      zeros = digest.digest(zeros);
    }
    return Hash32.of(Arrays.copyOf(level, CHUNK));
  }

  /** Replaces the nodes of a level by their parents, in place; returns how many there are. */
  private static int foldLevel(MessageDigest digest, byte[] level, int nodes, byte[] zeros) {
    var parents = (nodes + 1) / 2;
    for (int i = 0; i < parents; i++) {
      digest.update(level, 2 * i * CHUNK, CHUNK);
      if (2 * i + 1 < nodes) {
        digest.update(level, (2 * i + 1) * CHUNK, CHUNK);
      } else {
        digest.update(zeros);
      }
      System.arraycopy(digest.digest(), 0, level, i * CHUNK, CHUNK);
    }
    return parents;
  }
}
