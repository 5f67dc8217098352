package io.alys.messages.types;

/** An amount of bitcoin in satoshis; 1 satoshi is 10 gwei on the sidechain. */
public record Satoshis(long value) implements Comparable<Satoshis> {

  /** Zero. */
  public static final Satoshis ZERO = new Satoshis(0);

  /** Refuses negative amounts. */
  public Satoshis {
    if (value < 0) {
      throw new IllegalArgumentException("Satoshis must not be negative: " + value);
    }
  }

  /** The same amount on the sidechain. */
  public Gwei toGwei() {
    return new Gwei(Math.multiplyExact(value, 10));
  }

  @Override
  public int compareTo(Satoshis other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
