package io.alys.messages.types;

/** An unsigned 64-bit integer; {@code bits} holds its two's complement bit pattern. */
public record UInt64(long bits) implements Comparable<UInt64> {

  /** Zero. */
  public static final UInt64 ZERO = new UInt64(0);

  /** A non-negative number. */
  public static UInt64 of(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("UInt64 must not be negative: " + value);
    }
    return new UInt64(value);
  }

  /**
   * Reads plain decimal digits without sign or leading zeros (except {@code 0} itself).
   *
   * @throws NumberFormatException for anything else or more than 2^64 - 1
   */
  public static UInt64 fromDecimal(String text) {
    var canonical = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!canonical || (text.length() > 1 && text.charAt(0) == '0')) {
      throw new NumberFormatException("not a canonical decimal number");
    }
    return new UInt64(Long.parseUnsignedLong(text));
  }

  /** Whether the number fits a signed 64-bit integer. */
  public boolean fitsLong() {
    return bits >= 0;
  }

  /** The number as a signed 64-bit integer; refuses 2^63 and above. */
  public long toLongExact() {
    if (bits < 0) {
      throw new ArithmeticException("beyond 63 bits: " + this);
    }
    return bits;
  }

  @Override
  public int compareTo(UInt64 other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(bits);
  }
}
