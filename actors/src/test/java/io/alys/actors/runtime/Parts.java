package io.alys.actors.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Messages and behaviours of the runtime's tests. */
final class Parts {

  static final ActorKind KIND = new ActorKind("tested");

  private Parts() {}

  /** A message of the consensus lane. */
  record Vote(int number) implements ActorMessage {}

  /** A message of the bulk lane. */
  record Load(int number) implements Bulk {}

  record Order(int number) implements ControlMessage {}

  record Question(int number, ActorRef<String> replyTo) implements Request<String> {
    @Override
    public String unavailable(Unavailable why) {
      return number + " " + why.id();
    }
  }

  record Deliver(ActorRef<ActorMessage> to, List<ActorMessage> messages) implements ActorMessage {}

  /** What a recorder got, in order. */
  static List<ActorMessage> received() {
    return Collections.synchronizedList(new ArrayList<>());
  }

  /** Writes down what it gets, answers questions. */
  static Behavior<ActorMessage> recorder(List<ActorMessage> received) {
    return Behaviors.receiveMessage(
        message -> {
          received.add(message);
          if (message instanceof Question question) {
            question.replyTo().tell(question.number() + " answered");
          }
          return Behaviors.same();
        });
  }

  /** Sends what it is told to send. */
  static Behavior<ActorMessage> sender(List<ActorMessage> received) {
    return Behaviors.receiveMessage(
        message -> {
          if (message instanceof Deliver deliver) {
            deliver.messages().forEach(deliver.to()::tell);
          } else {
            received.add(message);
          }
          return Behaviors.same();
        });
  }

  static RuntimeSetup with(int capacity, Overflow overflow) {
    return RuntimeSetup.standard().withLimits(Map.of(KIND, limits(capacity, overflow)));
  }

  static KindLimits limits(int capacity, Overflow overflow) {
    return new KindLimits(capacity, overflow, 10, 10, Duration.ofSeconds(10));
  }
}
