package io.alys.messages.types;

import java.math.BigInteger;

/** A non-negative amount of the execution layer's coin in wei, unbounded above. */
public record Wei(BigInteger value) implements Comparable<Wei> {

  /** Zero. */
  public static final Wei ZERO = new Wei(BigInteger.ZERO);

  /** Wei in a gwei. */
  public static final BigInteger PER_GWEI = BigInteger.valueOf(1_000_000_000L);

  /** Refuses negative amounts. */
  public Wei {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("Wei must not be negative: " + value);
    }
  }

  /** An amount that fits into 63 bits. */
  public static Wei of(long value) {
    return new Wei(BigInteger.valueOf(value));
  }

  /** Sum. */
  public Wei plus(Wei other) {
    return new Wei(value.add(other.value));
  }

  /** Difference; refuses a negative result. */
  public Wei minus(Wei other) {
    return new Wei(value.subtract(other.value));
  }

  /** Product with a non-negative factor. */
  public Wei times(BigInteger factor) {
    return new Wei(value.multiply(factor));
  }

  /** Whole gwei in this amount, rounded down; refuses more than 2^63 - 1 gwei. */
  public Gwei floorToGwei() {
    return new Gwei(value.divide(PER_GWEI).longValueExact());
  }

  @Override
  public int compareTo(Wei other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
