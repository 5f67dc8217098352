package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The addresses of all actors of a tree; they stay valid across restarts of every kind. */
public final class Addresses {

  /** Of a tree without actors. */
  public static final Addresses NONE = new Addresses(Map.of());

  private final Map<ChildKey<?>, ActorRef<?>> table;

  private Addresses(Map<ChildKey<?>, ActorRef<?>> table) {
    this.table = Map.copyOf(table);
  }

  /** The actor's address; there has to be one. */
  public <T> ActorRef<T> of(ChildKey<T> key) {
    return find(key)
        .orElseThrow(() -> new IllegalArgumentException("no actor " + key + " in this tree"));
  }

  /** The actor's address, empty if the tree has no such actor. */
  @SuppressWarnings("unchecked") // put in by the same key
  public <T> Optional<ActorRef<T>> find(ChildKey<T> key) {
    return Optional.ofNullable((ActorRef<T>) table.get(key));
  }

  <T> Addresses with(ChildKey<T> key, ActorRef<T> address) {
    var more = new HashMap<>(table);
    if (more.put(key, address) != null) {
      throw new IllegalArgumentException("two actors of the name " + key);
    }
    return new Addresses(more);
  }

  Addresses with(Addresses others) {
    var more = new HashMap<>(table);
    others.table.forEach(
        (key, address) -> {
          if (more.put(key, address) != null) {
            throw new IllegalArgumentException("two actors of the name " + key);
          }
        });
    return new Addresses(more);
  }

  @Override
  public String toString() {
    return table.keySet().toString();
  }
}
