package io.alys.actors.runtime;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.dispatch.MailboxType;
import akka.dispatch.MessageQueue;
import akka.dispatch.UnboundedMailbox;
import com.typesafe.config.Config;
import scala.Option;

/** The mailbox of our actors, as Akka's configuration names it. */
public final class LaneMailbox implements MailboxType {

  /** As Akka makes it. */
  public LaneMailbox(ActorSystem.Settings settings, Config config) {}

  @Override
  public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
    var runtime = ActorRuntime.of(system.get());
    runtime.beginning(owner.get().path().toStringWithoutAddress());
    return new UnboundedMailbox.MessageQueue();
  }
}
