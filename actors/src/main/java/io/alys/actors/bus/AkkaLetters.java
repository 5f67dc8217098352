package io.alys.actors.bus;

import akka.actor.Dropped;
import akka.actor.UnhandledMessage;
import akka.actor.typed.Behavior;
import akka.actor.typed.internal.AdaptMessage;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.Continued;
import io.alys.actors.runtime.ControlMessage;
import io.alys.actors.runtime.DeadLetter;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Envelope;
import io.alys.messages.actor.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings what Akka itself could not deliver to the other dead letters. */
final class AkkaLetters {

  private static final List<Class<?>> TYPES =
      List.of(akka.actor.DeadLetter.class, UnhandledMessage.class, Dropped.class);

  private final DeadLetterKeeper keeper;
  private final ActorRuntime runtime;

  private AkkaLetters(DeadLetterKeeper keeper, ActorRuntime runtime) {
    this.keeper = keeper;
    this.runtime = runtime;
  }

  /** Starts an actor that hears of every message that Akka gives up from now on. */
  static void start(ActorContext<?> parent, ActorKind kind, DeadLetterKeeper keeper) {
    var runtime = ActorRuntime.of(parent.getSystem());
    var letters = new AkkaLetters(keeper, runtime);
    var listener = runtime.spawnTask(parent, kind, "akka-letters", letters.listening());
    var stream = Adapter.toClassic(parent.getSystem()).eventStream();
    TYPES.forEach(type -> stream.subscribe(Adapter.toClassic(listener), type));
  }

  private Behavior<Object> listening() {
    return Behaviors.receive(Object.class)
        .onAnyMessage(
            message -> {
              take(message);
              return Behaviors.same();
            })
        .build();
  }

  private void take(Object message) {
    switch (message) {
      case akka.actor.DeadLetter dead ->
          keep(dead.message(), dead.recipient(), DropCause.NO_RECIPIENT);
      case UnhandledMessage unhandled -> takeUnhandled(unhandled);
      case Dropped dropped -> keep(dropped.message(), dropped.recipient(), DropCause.NO_RECIPIENT);
      default -> {
        // Nothing else was subscribed to.
      }
    }
  }

  /** The runtime itself has kept what one of its own actors did not handle. */
  private void takeUnhandled(UnhandledMessage unhandled) {
    if (runtime.cell(Recipient.pathOf(unhandled.recipient().path())).isEmpty()) {
      keep(unhandled.message(), unhandled.recipient(), DropCause.UNHANDLED);
    }
  }

  private void keep(Object message, akka.actor.ActorRef recipient, DropCause cause) {
    var target = Recipient.pathOf(recipient.path());
    switch (message) {
      case Envelope<?> envelope -> {
        var letter =
            letter(target, envelope.sender(), envelope.message(), cause, envelope.correlation());
        keeper.addUnanswered(letter);
      }
      case Continued<?> continued ->
          keeper.addWithoutMessage(
              letter(target, target, continued.message(), cause, continued.origin().correlation()));
      case AdaptMessage<?, ?> adapted ->
          keeper.addWithoutMessage(letter(target, "", adapted.message(), cause, null));
      case ControlMessage _ -> {
        // Orders of the actor system to an actor that has gone in the meantime.
      }
      default -> {
        if (!message.getClass().getName().startsWith("akka.")) {
          keeper.addUnanswered(letter(target, "", message, cause, null));
        }
      }
    }
  }

  private DeadLetter letter(
      String target,
      String sender,
      Object message,
      DropCause cause,
      @Nullable MessageId correlation) {
    return new DeadLetter(target, sender, message, cause, runtime.clock().nanos(), correlation);
  }
}
