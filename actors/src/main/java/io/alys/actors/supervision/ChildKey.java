package io.alys.actors.supervision;

/**
 * Names an actor within the whole tree, and its name within its supervisor.
 *
 * @param name 1 to 64 characters of {@code a-z 0-9 -}
 * @param <T> what it is told
 */
@SuppressWarnings("UnusedTypeParameter") // T is for whoever looks an address up
public record ChildKey<T>(String name) {

  /** Refuses any other name. */
  public ChildKey {
    if (!name.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("not a name for an actor: " + name);
    }
  }

  /** The key of that name. */
  public static <T> ChildKey<T> of(String name) {
    return new ChildKey<>(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
