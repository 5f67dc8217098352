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
import java.io.UncheckedIOException;

/** Owns a server: opens it when it begins and closes it when it ends. It blocks for both. */
final class ServerActor extends AbstractOnMessageBehavior<ActorMessage> {

  /** Opens a server. */
  @FunctionalInterface
  interface Opening {
    AutoCloseable open() throws BindFailed;
  }

  private final AutoCloseable server;

  static Behavior<ActorMessage> create(Opening opening) {
    return Behaviors.setup(context -> new ServerActor(context, open(opening)));
  }

  private ServerActor(ActorContext<ActorMessage> context, AutoCloseable server) {
    super(context);
    this.server = server;
  }

  private static AutoCloseable open(Opening opening) {
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
    if (signal instanceof PreRestart || signal instanceof PostStop) {
      close();
    }
    return this;
  }

  private void close() {
    try {
      server.close();
    } catch (Exception e) {
      getContext().getLog().warn("a server did not close: {}", e.toString());
    }
  }
}
