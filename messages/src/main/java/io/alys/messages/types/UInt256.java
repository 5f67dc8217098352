package io.alys.messages.types;

import java.math.BigInteger;

/** An unsigned 256-bit integer. */
public record UInt256(BigInteger value) implements Comparable<UInt256> {

  /** Zero. */
  public static final UInt256 ZERO = new UInt256(BigInteger.ZERO);

  /** Refuses negative numbers and more than 256 bits. */
  public UInt256 {
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new IllegalArgumentException("not an unsigned 256-bit integer");
    }
  }

  /** A non-negative number. */
  public static UInt256 of(long value) {
    return new UInt256(BigInteger.valueOf(value));
  }

  @Override
  public int compareTo(UInt256 other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
