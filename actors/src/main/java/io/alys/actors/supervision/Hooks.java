package io.alys.actors.supervision;

/**
 * Moments of an actor's life of which Akka has no signal. They run in the actor's thread. The
 * others: before a start is {@code Behaviors.setup}, before a restart is {@code PreRestart}.
 */
public interface Hooks {

  /** Nothing to do. */
  Hooks NONE = new Hooks() {};

  /** Whose life it is, and why it moves on. */
  record Moment(String path, int incarnation, String reason) {}

  /** The first behaviour stands; failing here is failing to start. */
  default void started(Moment moment) {}

  /** A further behaviour stands, after a crash or on order; failing here is failing to start. */
  default void postRestart(Moment moment) {}

  /** It is about to be halted; its behaviour still stands, and its children run. */
  default void preStop(Moment moment) {}

  /** Its behaviour and its children are gone, and it will not be begun again by itself. */
  default void stopped(Moment moment) {}
}
