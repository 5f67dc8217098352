package io.alys.messages.types;

/** An amount of the execution layer's coin in gwei (10^9 wei), the unit of withdrawals. */
public record Gwei(long value) implements Comparable<Gwei> {

  /** Zero. */
  public static final Gwei ZERO = new Gwei(0);

  /** Refuses negative numbers. */
  public Gwei {
    if (value < 0) {
      throw new IllegalArgumentException("Gwei must not be negative: " + value);
    }
  }

  /** The same amount in wei. */
  public Wei toWei() {
    return Wei.of(value).times(Wei.PER_GWEI);
  }

  /** Sum, refusing an overflow of 63 bits. */
  public Gwei plus(Gwei other) {
    return new Gwei(Math.addExact(value, other.value));
  }

  @Override
  public int compareTo(Gwei other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
