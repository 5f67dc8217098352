package io.alys.actors.runtime;

import io.alys.messages.ActorMessage;

/**
 * The result of work that an actor began earlier, for itself. It is delivered in the conversation
 * and trace in which the work was begun, or not at all if the behaviour that began it has ended.
 *
 * @param origin in whose name it was begun
 * @param message what the actor receives
 */
public record Continued<T>(Origin origin, T message) implements ActorMessage {

  /**
   * For a timer: the message as what becomes of the present work, or the message itself for an
   * actor without a cell.
   */
  public static ActorMessage later(ActorMessage message) {
    return Current.cell() == null ? message : new Continued<>(Current.origin(), message);
  }
}
