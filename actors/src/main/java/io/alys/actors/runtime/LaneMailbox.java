package io.alys.actors.runtime;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.dispatch.MailboxType;
import akka.dispatch.MessageQueue;
import com.typesafe.config.Config;
import scala.Option;

/** The mailbox of our actors, as Akka's configuration names it. */
public final class LaneMailbox implements MailboxType {

  /** As Akka makes it. */
  public LaneMailbox(ActorSystem.Settings settings, Config config) {}

  @Override
  public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
    if (owner.isEmpty() || system.isEmpty()) {
      throw new IllegalArgumentException("this mailbox belongs to an actor");
    }
    var runtime = ActorRuntime.of(system.get());
    var cell = runtime.beginning(owner.get().path().toStringWithoutAddress());
    var queue = new LaneQueue(cell, owner.get(), system.get());
    cell.attach(queue);
    return queue;
  }
}
