package io.alys.integration.keys;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.HexFormat;

/**
 * A keystore's password as EIP-2335 wants it: NFKD, without control codes, in UTF-8. Its text form
 * tells nothing.
 */
public final class Password {

  private static final int GENERATED_BYTES = 32;

  private final byte[] bytes;

  private Password(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A password from what a person typed.
   *
   * @throws IllegalArgumentException when nothing is left of it
   */
  public static Password of(CharSequence typed) {
    var kept = new StringBuilder();
    Normalizer.normalize(typed, Normalizer.Form.NFKD)
        .codePoints()
        .filter(code -> !isControl(code))
        .forEach(kept::appendCodePoint);
    if (kept.isEmpty()) {
      throw new IllegalArgumentException("the password is empty");
    }
    return new Password(utf8(kept));
  }

  /** A random password, 64 hex digits. */
  public static Password generate(SecureRandom random) {
    var material = new byte[GENERATED_BYTES];
    random.nextBytes(material);
    return of(HexFormat.of().formatHex(material));
  }

  /** The bytes for key derivation and password files; a copy. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** C0, delete and C1. */
  private static boolean isControl(int code) {
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
  }

  private static byte[] utf8(CharSequence text) {
    var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
    var bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "password";
  }
}
