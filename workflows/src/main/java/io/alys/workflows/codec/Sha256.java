package io.alys.workflows.codec;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, once and twice (FIPS 180-4; protocol reference §0). */
public final class Sha256 {

  private Sha256() {}

  /** SHA-256 of the parts, one after the other. */
  public static Hash32 sha256(Bytes... parts) {
    return Hash32.of(digestOf(parts));
  }

  /** SHA-256 of the SHA-256 of the parts, one after the other. */
  public static Hash32 sha256d(Bytes... parts) {
    return Hash32.of(newDigest().digest(digestOf(parts)));
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static byte[] digestOf(Bytes... parts) {
    var digest = newDigest();
    for (var part : parts) {
      digest.update(part.toArray());
    }
    return digest.digest();
  }
}
