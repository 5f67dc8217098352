package io.alys.workflows.health;

import io.alys.messages.actor.LifecycleState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an actor by itself.
 *
 * @param path its path
 * @param kind its kind
 * @param state where it stands in its life
 * @param stateReason why, empty when there is nothing to say
 * @param missedRounds health rounds in a row that it did not answer in time
 * @param waiting messages in its mailbox
 * @param capacity messages that its mailbox takes
 * @param report what it says is wrong with its work, empty when nothing is
 * @param lastCrash the last time that it failed, null for never or long ago
 */
public record ActorFacts(
    String path,
    String kind,
    LifecycleState state,
    String stateReason,
    int missedRounds,
    int waiting,
    int capacity,
    String report,
    @Nullable Crash lastCrash) {

  /** A failure, so long ago. */
  public record Crash(String error, Duration ago) {}
}
