package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import io.alys.actors.runtime.ControlMessage;
import java.time.Duration;
import java.util.List;

/**
 * What the supervisor at the top of a tree is told from outside. Paths are those of {@code
 * ActorNotice}, such as {@code /chain/engine}; that of a subtree stands for all its actors.
 */
public interface SupervisorProtocol {

  /** What it is told. */
  sealed interface Command extends ControlMessage {}

  /** Asks for the addresses of the tree; answered as soon as all actors exist. */
  record GetAddresses(ActorRef<Addresses> replyTo) implements Command {}

  /** An operator's order to try a part again that failed, or that waits for its next try. */
  record Retry(String path, ActorRef<OrderResult> replyTo) implements Command {}

  /** An operator's order to begin a part again that serves. */
  record Restart(String path, ActorRef<OrderResult> replyTo) implements Command {}

  /**
   * Ends a part for good; {@code /} is the whole tree, in the reverse order of its parts.
   *
   * @param deadline after which it is answered {@link TooLate}, while the part goes on halting
   */
  record Stop(String path, Duration deadline, ActorRef<OrderResult> replyTo) implements Command {}

  /** The one answer to an order. */
  sealed interface OrderResult {}

  /** The part has begun again, or has ended, as ordered. */
  record Done(String path) implements OrderResult {}

  /** Nothing was done. */
  record Refused(String path, String reason) implements OrderResult {}

  /** The part has not ended within the deadline; {@code missing} names the actors that run on. */
  record TooLate(String path, List<String> missing) implements OrderResult {

    /** Keeps a copy of the names. */
    public TooLate {
      missing = List.copyOf(missing);
    }
  }
}
