package io.alys.actors.bus;

import io.alys.messages.actor.Priority;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a message is to be sent, where it differs from the usual.
 *
 * @param within it is dropped and counted if it has not been delivered after this time; null: never
 * @param priority the lane, null for that of the message's type
 * @param attempt 1 for the first sending
 */
public record Sending(@Nullable Duration within, @Nullable Priority priority, int attempt) {

  /** No deadline, the lane of the message's type, the first attempt. */
  public static final Sending USUAL = new Sending(null, null, 1);

  /** Refuses attempts below 1 and times that aren't positive. */
  public Sending {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1: " + attempt);
    }
    if (within != null && !within.isPositive()) {
      throw new IllegalArgumentException("the time must be positive: " + within);
    }
  }

  /** The same with a deadline. */
  public Sending within(Duration time) {
    return new Sending(time, priority, attempt);
  }

  /** The same in a given lane. */
  public Sending in(Priority lane) {
    return new Sending(within, lane, attempt);
  }

  /** The same as another attempt. */
  public Sending attempt(int number) {
    return new Sending(within, priority, number);
  }
}
