package io.alys.actors.runtime;

import java.time.Duration;

/**
 * Decides about each message that is sent to an actor of ours, in the sender's thread; control
 * messages and Akka's own are not shown to it. Only tests, the simulator and chaos mode install
 * one.
 */
@FunctionalInterface
public interface MessageFilter {

  /**
   * What becomes of a message.
   *
   * @param sender path of the sending actor, or what the envelope says; empty for a plain thread
   * @param target the receiver
   * @param message the content, without envelope
   */
  Verdict onSend(String sender, ActorCell target, Object message);

  /** What becomes of a message. */
  sealed interface Verdict {

    /** It takes its way. */
    Verdict DELIVER = new Deliver();

    /** It is lost; nobody is told, as on a network. */
    Verdict DROP = new Drop();

    /** It arrives twice. */
    Verdict DUPLICATE = new Duplicate();
  }

  /** It takes its way. */
  record Deliver() implements Verdict {}

  /** It is lost; nobody is told, as on a network. */
  record Drop() implements Verdict {}

  /** It arrives twice. */
  record Duplicate() implements Verdict {}

  /** It takes its way after a while, by the system's scheduler. */
  record Delay(Duration by) implements Verdict {}
}
