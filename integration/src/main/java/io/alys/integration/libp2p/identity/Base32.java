package io.alys.integration.libp2p.identity;

import java.io.ByteArrayOutputStream;

/** RFC 4648 base 32 in lower case and without padding, as multibase `b` has it; reading only. */
final class Base32 {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS = 5;

  private Base32() {}

  static byte[] decode(String text) {
    var out = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("not a base 32 digit at " + i);
      }
      held = (held << BITS | digit) & 0xfff;
      bits += BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        out.write(held >>> bits & 0xff);
      }
    }
    if (bits >= BITS || (held & (1 << bits) - 1) != 0) {
      throw new IllegalArgumentException("base 32 text ends in stray bits");
    }
    return out.toByteArray();
  }
}
