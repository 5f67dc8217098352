package io.alys.actors.bus;

import akka.actor.typed.ActorRef;

/** The address of one actor. */
final class ActorAddress<T> extends Address<T> {

  private final ActorRef<T> actor;

  ActorAddress(Post post, ActorRef<T> actor) {
    super(post);
    this.actor = actor;
  }

  @Override
  public String path() {
    return Post.pathOf(actor);
  }

  @Override
  ActorRef<T> next() {
    return actor;
  }
}
