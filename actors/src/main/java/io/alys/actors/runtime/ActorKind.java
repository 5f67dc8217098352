package io.alys.actors.runtime;

/**
 * A class of actors: the label of its metrics and the name of its limits in the configuration, 1 to
 * 32 characters of {@code a-z 0-9 -}.
 */
public record ActorKind(String name) {

  /** Refuses any other name. */
  public ActorKind {
    if (!name.matches("[a-z0-9-]{1,32}")) {
      throw new IllegalArgumentException("not an actor kind: " + name);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
