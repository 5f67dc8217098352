package io.alys.messages.types;

/** Aura slot: floor(Unix time in ms / slot duration in ms); 0 only in genesis. */
public record Slot(long value) implements Comparable<Slot> {

  /** Zero. */
  public static final Slot ZERO = new Slot(0);

  /** Refuses negative numbers. */
  public Slot {
    if (value < 0) {
      throw new IllegalArgumentException("Slot must not be negative: " + value);
    }
  }

  /** The next one. */
  public Slot next() {
    return new Slot(Math.addExact(value, 1));
  }

  /** This one plus {@code steps}, which may be negative. */
  public Slot plus(long steps) {
    return new Slot(Math.addExact(value, steps));
  }

  /** How many steps this one lies above {@code other}; negative when below. */
  public long minus(Slot other) {
    return value - other.value;
  }

  /** Whether this one lies above {@code other}. */
  public boolean isAbove(Slot other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Slot other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
