package io.alys.actors.supervision;

import org.jspecify.annotations.Nullable;

/**
 * Makes Akka end an actor's behaviour and begin the waiting one. A class of its own, so that a
 * supervising behaviour of the actor's own is not taken for the shell's.
 */
final class ShellFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  ShellFailure(@Nullable Throwable cause) {
    super("the behaviour ends", cause, false, false);
  }
}
