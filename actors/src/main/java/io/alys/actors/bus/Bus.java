package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.alys.messages.actor.DeadLetterProtocol;
import java.time.InstantSource;
import java.util.List;

/**
 * How the node's actors and servers reach actors of other subtrees: addresses, groups that share
 * work, and events by their type. One for an actor system; any thread may use it.
 */
public final class Bus {

  /**
   * What a bus is made with.
   *
   * @param letters how many dead letters are kept
   * @param clock for their times
   */
  public record Settings(DeadLetterLimits letters, InstantSource clock) {}

  private final Post post;
  private final Events events;
  private final ActorRef<DeadLetterProtocol.Command> deadLetters;

  private Bus(Post post, Events events, ActorRef<DeadLetterProtocol.Command> deadLetters) {
    this.post = post;
    this.events = events;
    this.deadLetters = deadLetters;
  }

  /** A bus whose own actors are children of {@code parent}; it keeps the system's dead letters. */
  public static Bus start(ActorContext<?> parent, Settings settings) {
    var post = new Post(parent.getSystem());
    var events = Events.start(parent);
    return new Bus(post, events, DeadLettersActor.start(parent, post, settings));
  }

  /** The address of an actor. */
  public <T> Address<T> address(ActorRef<T> actor) {
    return new ActorAddress<>(post, actor);
  }

  /** The common address of actors that do the same work. */
  public <T> Group<T> group(String name, List<ActorRef<T>> members) {
    return new Group<>(post, name, members);
  }

  /** What happens in the node. */
  public Events events() {
    return events;
  }

  /** Who lists and replays dead letters. */
  public ActorRef<DeadLetterProtocol.Command> deadLetters() {
    return deadLetters;
  }
}
