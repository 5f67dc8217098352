package io.alys.messages.actor;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of the DeadLettersActor: what was not delivered, and sending it once more. */
public interface DeadLetterProtocol {

  /** What may be asked of it. */
  sealed interface Command extends ActorMessage {}

  /**
   * A page of letters, the newest first.
   *
   * @param before only letters older than this one, null for the newest
   * @param limit how many at most, at least 1
   */
  record ListLetters(@Nullable LetterId before, int limit, ActorRef<ListResult> replyTo)
      implements Command, Request<ListResult> {

    /** Refuses an empty page. */
    public ListLetters {
      if (limit < 1) {
        throw new IllegalArgumentException("limit must be at least 1: " + limit);
      }
    }

    @Override
    public ListResult unavailable(Unavailable why) {
      return new LettersUnavailable(why);
    }
  }

  /**
   * Sends a letter's message once more, to its target's present address.
   *
   * @param order the operator's name for this order: the same one again sends nothing again and is
   *     answered as the first time
   */
  record Replay(LetterId letter, String order, ActorRef<ReplayResult> replyTo)
      implements Command, Request<ReplayResult> {

    @Override
    public ReplayResult unavailable(Unavailable why) {
      return new LettersUnavailable(why);
    }
  }

  /** The answer to {@link ListLetters}. */
  sealed interface ListResult {}

  /** The answer to {@link Replay}. */
  sealed interface ReplayResult {}

  /**
   * Some letters.
   *
   * @param more whether older ones follow, and which to ask for: the oldest of this page; null if
   *     there are none
   */
  record Letters(List<Letter> letters, @Nullable LetterId more, Totals totals)
      implements ListResult {

    /** Keeps a copy of the list. */
    public Letters {
      letters = List.copyOf(letters);
    }
  }

  /** It was sent; {@code replays} times by now, this one included. */
  record Replayed(LetterId letter, int replays) implements ReplayResult {}

  /** There is no such letter, or none any more. */
  record NoSuchLetter(LetterId letter) implements ReplayResult {}

  /** Nobody is at the target's address; nothing was sent. */
  record TargetGone(LetterId letter, String target) implements ReplayResult {}

  /** It is a request, and who asked is gone or has had its answer; nothing was sent. */
  record AskerGone(LetterId letter, String asker) implements ReplayResult {}

  /** The message itself is not kept, only what is said of it; nothing was sent. */
  record NotReplayable(LetterId letter, String reason) implements ReplayResult {}

  /** No answer of substance now. */
  record LettersUnavailable(Unavailable why) implements ListResult, ReplayResult {}

  /** Names one letter within one run of a node; later letters have higher numbers. */
  record LetterId(long value) {

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /**
   * A message that was not delivered.
   *
   * @param sender path of the actor that sent it, or the name of a thread's part; may be empty
   * @param target path of the actor that it was sent to
   * @param type simple name of the message's class
   * @param text the message, shortened
   * @param correlation id of the conversation, null if it belongs to none
   * @param replays how often it was sent again by order
   */
  record Letter(
      LetterId id,
      Instant at,
      DropCause cause,
      String sender,
      String target,
      String type,
      String text,
      @Nullable MessageId correlation,
      int replays) {}

  /**
   * What became of all letters of this run.
   *
   * @param kept are in the list now
   * @param displaced had to make room for newer ones
   * @param counted came too fast one after the other to be kept
   */
  record Totals(long kept, long displaced, long counted) {}
}
