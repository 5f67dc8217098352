package io.alys.actors.supervision;

import akka.actor.typed.Behavior;

/** Makes the behaviour that answers in the place of an actor that has been given up. */
@FunctionalInterface
public interface StandIn<T> {

  /** The behaviour, given the tree's addresses and why the actor was given up. */
  Behavior<T> behavior(Addresses addresses, String reason);
}
