package io.alys.node.miner;

import io.alys.messages.types.CompactBits;
import io.alys.workflows.pow.CompactTarget;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalInt;

/** Tries nonces of one header; the hot loop, of one thread. */
final class NonceSearch {
  private static final int HASH_SIZE = 32;
  private static final int NONCE_OFFSET = 76;

  private final MessageDigest sha256 = sha256();
  private final byte[] header;
  private final byte[] target;
  private final byte[] hash = new byte[HASH_SIZE];

  /** A search for a hash that does not lie above the target of {@code bits}. */
  NonceSearch(byte[] header, CompactBits bits) {
    this.header = header.clone();
    this.target = CompactTarget.bytes(CompactTarget.expand(bits)).toArray();
  }

  /** The first nonce from {@code first} on that will do, of {@code count} nonces. */
  OptionalInt run(long first, int count) {
    try {
      for (long nonce = first; nonce < first + count; nonce++) {
        if (meets((int) nonce)) {
          return OptionalInt.of((int) nonce);
        }
      }
      return OptionalInt.empty();
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-256 hash has 32 bytes", e);
    }
  }

  private boolean meets(int nonce) throws DigestException {
    header[NONCE_OFFSET] = (byte) nonce;
    header[NONCE_OFFSET + 1] = (byte) (nonce >>> 8);
    header[NONCE_OFFSET + 2] = (byte) (nonce >>> 16);
    header[NONCE_OFFSET + 3] = (byte) (nonce >>> 24);
    sha256.update(header);
    sha256.digest(hash, 0, HASH_SIZE);
    sha256.update(hash);
    sha256.digest(hash, 0, HASH_SIZE);
    return isAtMostTarget();
  }

  /** The hash is a little-endian number, the target a big-endian one. */
  private boolean isAtMostTarget() {
    for (int i = 0; i < HASH_SIZE; i++) {
      int difference = (hash[HASH_SIZE - 1 - i] & 0xff) - (target[i] & 0xff);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return true;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
