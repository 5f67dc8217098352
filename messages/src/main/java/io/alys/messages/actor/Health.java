package io.alys.messages.actor;

/** How well an actor, or the node, does its work. */
public sealed interface Health {

  /** All is well. */
  record Healthy() implements Health {}

  /** It works, with less than it should have. */
  record Degraded(String reason) implements Health {}

  /** It does not do its work. */
  record Unhealthy(String reason) implements Health {}
}
