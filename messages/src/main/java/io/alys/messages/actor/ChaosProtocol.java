package io.alys.messages.actor;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the ChaosActor, which exists on test nodes only. Actors are named by patterns of
 * their paths: {@code *} stands for anything within one name, {@code **} for anything. Only
 * supervised actors fail or pause by order.
 */
public interface ChaosProtocol {

  /** What it is told. */
  sealed interface Command extends ActorMessage {}

  /** Makes actors fail, once, as if their behaviours had thrown. */
  record CrashActors(String actors, String why, ActorRef<StrikeResult> replyTo)
      implements Command, Request<StrikeResult> {

    @Override
    public StrikeResult unavailable(Unavailable why) {
      return new ChaosUnavailable(why);
    }
  }

  /** Keeps the messages of actors in their mailboxes for a while. */
  record PauseActors(String actors, Duration length, ActorRef<StrikeResult> replyTo)
      implements Command, Request<StrikeResult> {

    @Override
    public StrikeResult unavailable(Unavailable why) {
      return new ChaosUnavailable(why);
    }
  }

  /** Disturbs messages from now on. */
  record AddFault(Fault fault, ActorRef<FaultResult> replyTo)
      implements Command, Request<FaultResult> {

    @Override
    public FaultResult unavailable(Unavailable why) {
      return new ChaosUnavailable(why);
    }
  }

  /** Ends a fault before its time; null ends all. */
  record EndFault(@Nullable FaultId fault, ActorRef<FaultResult> replyTo)
      implements Command, Request<FaultResult> {

    @Override
    public FaultResult unavailable(Unavailable why) {
      return new ChaosUnavailable(why);
    }
  }

  /** Asks for the faults that are in force. */
  record ListFaults(ActorRef<FaultResult> replyTo) implements Command, Request<FaultResult> {

    @Override
    public FaultResult unavailable(Unavailable why) {
      return new ChaosUnavailable(why);
    }
  }

  /** The answer to an order about actors. */
  sealed interface StrikeResult {}

  /** Paths of the actors that were struck; none if the pattern fits none. */
  record Struck(List<String> actors) implements StrikeResult {

    /** Keeps a copy of the list. */
    public Struck {
      actors = List.copyOf(actors);
    }
  }

  /** The answer to an order about faults. */
  sealed interface FaultResult {}

  /** The faults in force by now, the oldest first. */
  record Faults(List<ActiveFault> faults) implements FaultResult {

    /** Keeps a copy of the list. */
    public Faults {
      faults = List.copyOf(faults);
    }
  }

  /** No answer of substance now. */
  record ChaosUnavailable(Unavailable why) implements StrikeResult, FaultResult {}

  /** Names a fault within one run of a node. */
  record FaultId(long value) {}

  /**
   * A fault in force.
   *
   * @param hits how many messages it has met
   */
  record ActiveFault(FaultId id, Fault fault, long hits) {}

  /**
   * A disturbance of the messages between some actors.
   *
   * @param from senders; {@code **} includes threads that are no actors
   * @param to receivers
   * @param percent how many of a hundred messages are met, 1 to 100
   * @param extent when it ends
   */
  record Fault(String from, String to, Effect effect, int percent, Extent extent) {

    /** Refuses a share that is none. */
    public Fault {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("percent must be 1 to 100: " + percent);
      }
    }

    /** Meets each message, until it is ended by order. */
    public static Fault always(String from, String to, Effect effect) {
      return new Fault(from, to, effect, 100, new Extent(null, null));
    }
  }

  /**
   * When a fault ends by itself; what comes first.
   *
   * @param messages after it has met so many, null for any number
   * @param length after so long, null for ever
   */
  record Extent(@Nullable Integer messages, @Nullable Duration length) {

    /** Refuses extents that end at once. */
    public Extent {
      if (messages != null && messages < 1) {
        throw new IllegalArgumentException("messages must be at least 1: " + messages);
      }
      if (length != null && !length.isPositive()) {
        throw new IllegalArgumentException("length must be positive: " + length);
      }
    }
  }

  /** What happens to a message. */
  sealed interface Effect {}

  /** It is lost, and nobody is told. */
  record Lose() implements Effect {}

  /** It arrives twice. */
  record Duplicate() implements Effect {}

  /** It arrives later. */
  record Delay(Duration by) implements Effect {

    /** Refuses a delay that is none. */
    public Delay {
      if (!by.isPositive()) {
        throw new IllegalArgumentException("the delay must be positive: " + by);
      }
    }
  }
}
