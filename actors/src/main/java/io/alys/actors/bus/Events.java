package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.messages.events.NodeEvent;

/** The node's events: published once, told to everyone who subscribed to their type. */
public final class Events {

  private static final ActorKind KIND = new ActorKind("events");

  private final ActorRef<Topic.Command<NodeEvent>> topic;
  private final ActorRef<EventRouter.Command> router;

  private Events(ActorRef<Topic.Command<NodeEvent>> topic, ActorRef<EventRouter.Command> router) {
    this.topic = topic;
    this.router = router;
  }

  /** Events that are carried by children of {@code parent}. */
  public static Events start(ActorContext<?> parent) {
    var behavior = Topic.create(NodeEvent.class, "node-events");
    var topic = ActorRuntime.of(parent.getSystem()).spawnTask(parent, KIND, "events", behavior);
    return over(parent, topic);
  }

  /** The events of a topic, sorted by a child of {@code parent}. */
  public static Events over(ActorContext<?> parent, ActorRef<Topic.Command<NodeEvent>> topic) {
    // Resume: a failure over one event must not forget who subscribed.
    var behavior = Behaviors.supervise(EventRouter.create()).onFailure(SupervisorStrategy.resume());
    var router =
        ActorRuntime.of(parent.getSystem()).spawnTask(parent, KIND, "event-router", behavior);
    // Told here and not by the router, so that it gets whatever is published from now on.
    topic.tell(Topic.subscribe(router.narrow()));
    return new Events(topic, router.narrow());
  }

  /** Tells all subscribers. */
  public void publish(NodeEvent event) {
    topic.tell(Topic.publish(event));
  }

  /**
   * Events of a type, from now on, until the subscriber stops; {@code NodeEvent} itself means all.
   */
  public <E extends NodeEvent> void subscribe(Class<E> type, ActorRef<? super E> subscriber) {
    router.tell(new EventRouter.Subscribe(type, subscriber.unsafeUpcast()));
  }

  /** Ends a subscription. */
  public <E extends NodeEvent> void unsubscribe(Class<E> type, ActorRef<? super E> subscriber) {
    router.tell(new EventRouter.Unsubscribe(type, subscriber.unsafeUpcast()));
  }

  /** The topic that carries them. */
  public ActorRef<Topic.Command<NodeEvent>> topic() {
    return topic;
  }
}
