package io.alys.node.wiring;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.Signal;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.node.http.BindFailed;
import io.alys.node.http.OpenServer;
import java.io.UncheckedIOException;

/**
 * Owns a server: opens it when it begins, closes it when it ends for good, and drops it when the
 * next one waits for the port. It blocks for each.
 */
final class ServerActor extends AbstractOnMessageBehavior<ActorMessage> {

  /** Opens a server. */
  @FunctionalInterface
  interface Opening {
    OpenServer open() throws BindFailed;
  }

  private final OpenServer server;

  static Behavior<ActorMessage> create(Opening opening) {
    return Behaviors.setup(context -> new ServerActor(context, open(opening)));
  }

  private ServerActor(ActorContext<ActorMessage> context, OpenServer server) {
    super(context);
    this.server = server;
  }

  private static OpenServer open(Opening opening) {
    try {
      return opening.open();
    } catch (BindFailed e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    return Behaviors.unhandled();
  }

  @Override
  public Behavior<ActorMessage> onSignal(Signal signal) {
    switch (signal) {
      case PreRestart _ -> server.abandon();
      case PostStop _ -> server.close();
      default -> {}
    }
    return this;
  }
}
