package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.ActorContext;
import java.util.List;

/**
 * How the node's actors and servers reach actors of other subtrees: addresses, groups that share
 * work, and events by their type. One for an actor system; any thread may use it.
 */
public final class Bus {

  private final Post post;
  private final Events events;

  private Bus(Post post, Events events) {
    this.post = post;
    this.events = events;
  }

  /** A bus whose own actors are children of {@code parent}. */
  public static Bus start(ActorContext<?> parent) {
    return new Bus(new Post(parent.getSystem()), Events.start(parent));
  }

  /** A bus with events that others carry. */
  public static Bus over(ActorSystem<?> system, Events events) {
    return new Bus(new Post(system), events);
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
}
