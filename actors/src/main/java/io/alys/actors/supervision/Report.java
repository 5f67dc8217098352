package io.alys.actors.supervision;

import io.alys.actors.runtime.ControlMessage;

/** What a part tells its supervisor, in the order in which it happened. */
sealed interface Report extends ControlMessage {

  /** Which part, counted from 0. */
  int slot();

  /** All actors of a subtree exist. */
  record Spawned(int slot, Addresses addresses) implements Report {}

  /** It waits to be begun; no behaviour and no child actor of an earlier life is left. */
  record Down(int slot) implements Report {}

  /** It has begun as ordered. */
  record Begun(int slot) implements Report {}

  /** It serves. */
  record Serving(int slot) implements Report {}

  /** It has handled the messages of its trial. */
  record Served(int slot) implements Report {}

  /** It has failed, and goes down by itself. */
  record Crashed(int slot, Throwable cause) implements Report {}

  /**
   * A part of a subtree has been given up; the subtree has not gone down.
   *
   * @param restartsMayHelp whether to begin the subtree again, if its strategy allows
   */
  record Escalated(int slot, Loss loss, boolean restartsMayHelp) implements Report {}

  /** An actor that has been given up, and why. */
  record Loss(String path, String reason, Throwable cause) {}
}
