package io.alys.messages.registry;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.LifecycleState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows of an actor.
 *
 * @param path below the user guardian, such as {@code /chain/engine}
 * @param kind its kind
 * @param dependencies paths of the actors without which it can't do its work
 * @param restarts how often it was begun again
 * @param lastFailure its last one, null when it never failed
 * @param health as of the last round, dependencies included
 * @param waiting messages in its mailbox as of the last round
 * @param capacity messages that its mailbox takes
 */
public record ActorEntry(
    String path,
    String kind,
    List<String> dependencies,
    LifecycleState state,
    long restarts,
    @Nullable Failure lastFailure,
    Health health,
    int waiting,
    int capacity) {

  /** Keeps a copy of the list. */
  public ActorEntry {
    dependencies = List.copyOf(dependencies);
  }

  /** What an actor failed with, and when the registry learnt of it. */
  public record Failure(String error, Instant at) {}
}
