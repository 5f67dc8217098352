package io.alys.messages.types;

/** Number of a consensus block, equal to its payload's block number; genesis is 0. */
public record Height(long value) implements Comparable<Height> {

  /** Zero. */
  public static final Height ZERO = new Height(0);

  /** Refuses negative numbers. */
  public Height {
    if (value < 0) {
      throw new IllegalArgumentException("Height must not be negative: " + value);
    }
  }

  /** The next one. */
  public Height next() {
    return new Height(Math.addExact(value, 1));
  }

  /** This one plus {@code steps}, which may be negative. */
  public Height plus(long steps) {
    return new Height(Math.addExact(value, steps));
  }

  /** How many steps this one lies above {@code other}; negative when below. */
  public long minus(Height other) {
    return value - other.value;
  }

  /** Whether this one lies above {@code other}. */
  public boolean isAbove(Height other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Height other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
