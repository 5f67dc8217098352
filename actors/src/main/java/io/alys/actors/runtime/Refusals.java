package io.alys.actors.runtime;

import io.alys.messages.actor.Unavailable;
import io.alys.messages.actor.Unavailable.Code;
import java.time.Duration;

/** The refusals that mailboxes and delivery themselves make. */
final class Refusals {

  /** A queue of the usual size is worked off in about this time. */
  private static final Duration SOON = Duration.ofMillis(100);

  private Refusals() {}

  static Unavailable full(ActorCell cell) {
    return new Unavailable(Code.OVERLOADED, "the mailbox of " + cell.path() + " is full", SOON);
  }

  static Unavailable busy(ActorCell cell) {
    return new Unavailable(
        Code.BUSY,
        cell.path() + " works on " + cell.limits().maxInFlight() + " requests already",
        SOON);
  }

  static Unavailable expired(ActorCell cell) {
    return new Unavailable(
        Code.EXPIRED, "the deadline passed in the mailbox of " + cell.path(), Duration.ZERO);
  }

  static Unavailable crashed(ActorCell cell, Throwable cause) {
    return new Unavailable(
        Code.CRASHED,
        cell.path() + " failed on the request: " + cause.getClass().getSimpleName(),
        Duration.ZERO);
  }

  static Unavailable restarted(ActorCell cell) {
    return new Unavailable(
        Code.RESTARTING, cell.path() + " was restarted meanwhile", Duration.ZERO);
  }

  static Unavailable unhandled(ActorCell cell, Object message) {
    return new Unavailable(
        Code.FAILED,
        cell.path() + " does not handle " + message.getClass().getSimpleName() + " now",
        SOON);
  }

  static Unavailable stopped(ActorCell cell) {
    return new Unavailable(Code.STOPPING, cell.path() + " has stopped", Duration.ZERO);
  }
}
