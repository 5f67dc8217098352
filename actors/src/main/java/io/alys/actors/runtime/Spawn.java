package io.alys.actors.runtime;

import akka.actor.typed.DispatcherSelector;

/**
 * How an actor is spawned.
 *
 * @param name within its parent, a name for {@code akka.actor.ActorPath}
 * @param kind its class: limits and meters
 * @param dispatcher on which it runs
 */
public record Spawn(String name, ActorKind kind, DispatcherSelector dispatcher) {

  /** On the default dispatcher. */
  public static Spawn of(String name, ActorKind kind) {
    return new Spawn(name, kind, DispatcherSelector.defaultDispatcher());
  }
}
