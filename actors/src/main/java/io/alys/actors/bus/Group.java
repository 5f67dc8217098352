package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Actors that do the same work: each message goes to the one that has least to do, of equals to the
 * next in turn. Members that are out of service get nothing while another one serves.
 */
public final class Group<T> extends Address<T> {

  private final String name;
  private final List<ActorRef<T>> members;
  private final AtomicInteger turn = new AtomicInteger();

  Group(Post post, String name, List<ActorRef<T>> members) {
    super(post);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a group needs members: " + name);
    }
    this.name = name;
    this.members = List.copyOf(members);
  }

  @Override
  public String path() {
    return name;
  }

  @Override
  ActorRef<T> next() {
    return members.get(Math.floorMod(turn.getAndIncrement(), members.size()));
  }
}
