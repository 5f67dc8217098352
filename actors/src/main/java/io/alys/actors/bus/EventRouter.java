package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Signal;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.events.NodeEvent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Owns who wants which events, and passes them on; it is the topic's subscriber for all. */
final class EventRouter extends AbstractOnMessageBehavior<ActorMessage> {

  /** What {@link Events} says to it. */
  sealed interface Command extends ActorMessage {}

  record Subscribe(Class<? extends NodeEvent> type, ActorRef<NodeEvent> subscriber)
      implements Command {}

  record Unsubscribe(Class<? extends NodeEvent> type, ActorRef<NodeEvent> subscriber)
      implements Command {}

  private final Map<Class<? extends NodeEvent>, Set<ActorRef<NodeEvent>>> subscribers =
      new LinkedHashMap<>();

  static Behavior<ActorMessage> create() {
    return Behaviors.setup(EventRouter::new);
  }

  private EventRouter(ActorContext<ActorMessage> context) {
    super(context);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case NodeEvent event -> onEvent(event);
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  @Override
  public Behavior<ActorMessage> onSignal(Signal signal) {
    if (signal instanceof Terminated ended) {
      subscribers.values().forEach(all -> all.remove(ended.getRef().unsafeUpcast()));
    }
    return this;
  }

  private void onCommand(Command command) {
    switch (command) {
      case Subscribe(var type, var subscriber) -> {
        subscribers.computeIfAbsent(type, _ -> new LinkedHashSet<>()).add(subscriber);
        getContext().watch(subscriber);
      }
      case Unsubscribe(var type, var subscriber) ->
          subscribers.getOrDefault(type, Set.of()).remove(subscriber);
    }
  }

  private void onEvent(NodeEvent event) {
    tell(event, event.getClass());
    tell(event, NodeEvent.class);
  }

  private void tell(NodeEvent event, Class<? extends NodeEvent> type) {
    subscribers.getOrDefault(type, Set.of()).forEach(subscriber -> subscriber.tell(event));
  }
}
