package io.alys.messages.actor;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;

/**
 * A message to which exactly one answer is owed. Requests are records whose last component is
 * {@code replyTo}: the actor system puts a slot in its place that lets one answer through, and
 * fills it with {@link #unavailable} when the actor dies, is overloaded or out of service.
 *
 * @param <R> the answer's type
 */
public interface Request<R> extends ActorMessage {

  /** Where the answer goes. */
  ActorRef<R> replyTo();

  /** The refusal in the words of this request's own protocol. */
  R unavailable(Unavailable why);
}
