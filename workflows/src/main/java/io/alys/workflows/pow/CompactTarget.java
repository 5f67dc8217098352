package io.alys.workflows.pow;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import java.math.BigInteger;

/** Bitcoin's compact form of a 256-bit target, and back (protocol reference §2.6). */
public final class CompactTarget {

  /** The largest 256-bit number. */
  public static final BigInteger MAX = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  private static final int SIGN_BIT = 0x800000;
  private static final int MANTISSA = 0xffffff;

  private CompactTarget() {}

  /** The target; 0, which nothing meets, for a negative mantissa or more than 256 bits. */
  public static BigInteger expand(CompactBits bits) {
    var size = bits.bits() >>> 24;
    var mantissa = bits.bits() & MANTISSA;
    if ((mantissa & SIGN_BIT) != 0) {
      return BigInteger.ZERO;
    }
    var target = BigInteger.valueOf(mantissa).shiftLeft(8 * (size - 3));
    return target.bitLength() > 256 ? BigInteger.ZERO : target;
  }

  /** The largest compact form that does not lie above {@code target}, which has 0 to 256 bits. */
  public static CompactBits compact(BigInteger target) {
    if (target.signum() < 0 || target.bitLength() > 256) {
      throw new IllegalArgumentException("not a 256-bit target");
    }
    var size = (target.bitLength() + 7) / 8;
    var mantissa = target.shiftRight(8 * (size - 3)).intValueExact();
    if ((mantissa & SIGN_BIT) != 0) {
      mantissa >>>= 8;
      size++;
    }
    return new CompactBits(mantissa | size << 24);
  }

  /** The 32 bytes of a target, most significant first. */
  public static Bytes bytes(BigInteger target) {
    var magnitude = target.toByteArray();
    var bytes = new byte[32];
    var length = Math.min(32, magnitude.length);
    System.arraycopy(magnitude, magnitude.length - length, bytes, 32 - length, length);
    return Bytes.of(bytes);
  }
}
