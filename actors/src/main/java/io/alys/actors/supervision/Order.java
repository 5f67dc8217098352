package io.alys.actors.supervision;

import io.alys.actors.runtime.ControlMessage;
import io.alys.messages.actor.Unavailable;

/**
 * What a supervisor orders a part. It orders the next thing only when the last one has been
 * acknowledged, except that it may halt a part that is still beginning.
 */
sealed interface Order extends ControlMessage {

  /**
   * Begin, while down.
   *
   * @param trial messages after which to report {@link Report.Served}; 0 for none
   * @param reason why, empty for the first time
   * @param everything whether a subtree also begins what it has given up or stopped
   */
  record Begin(Addresses addresses, int trial, String reason, boolean everything)
      implements Order {}

  /**
   * Become the stand-in, while down.
   *
   * @param reason why the actor was given up
   */
  record Substitute(String reason) implements Order {}

  /**
   * Go down; messages wait.
   *
   * @param why what requests in flight are answered with
   * @param forGood whether it is the end, as far as one knows
   */
  record Halt(Unavailable why, boolean forGood) implements Order {}

  /**
   * Answer requests with a refusal, while down, until the next begin.
   *
   * @param forGood whether this ends an actor's life, as far as one knows
   */
  record Refuse(Unavailable why, boolean forGood) implements Order {}
}
