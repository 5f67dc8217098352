package io.alys.integration.libp2p.identity;

import java.math.BigInteger;
import java.util.Arrays;

/** The other signature for the same message: n - s in place of s. */
final class HighS {

  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private HighS() {}

  static byte[] of(byte[] der) {
    int sAt = 4 + der[3];
    var s = new BigInteger(Arrays.copyOfRange(der, sAt + 2, sAt + 2 + der[sAt + 1]));
    var high = ORDER.subtract(s).toByteArray();
    var changed = Arrays.copyOf(der, sAt + 2 + high.length);
    changed[1] = (byte) (changed.length - 2);
    changed[sAt + 1] = (byte) high.length;
    System.arraycopy(high, 0, changed, sAt + 2, high.length);
    return changed;
  }
}
