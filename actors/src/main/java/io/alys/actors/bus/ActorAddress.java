package io.alys.actors.bus;

import akka.actor.typed.ActorRef;

/** The address of one actor. */
final class ActorAddress<T> extends Address<T> {

  private final Recipient<T> recipient;

  ActorAddress(Post post, ActorRef<T> actor) {
    super(post);
    this.recipient = Recipient.of(actor, post.runtime());
  }

  @Override
  public String path() {
    return recipient.path();
  }

  @Override
  Recipient<T> next() {
    return recipient;
  }
}
