package io.alys.messages.registry;

import io.alys.messages.actor.LifecycleState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a supervisor tells the registry about one of its children. */
public sealed interface ActorNotice extends RegistryProtocol.Command {

  /** Path of the actor below the user guardian, such as {@code /chain/engine}. */
  String path();

  /**
   * There is such an actor; it is {@code STARTING}.
   *
   * @param kind name of its kind, such as {@code engine}
   * @param dependencies paths of the actors without which it can't do its work
   */
  record Registered(String path, String kind, List<String> dependencies) implements ActorNotice {

    /** Keeps a copy of the list. */
    public Registered {
      dependencies = List.copyOf(dependencies);
    }
  }

  /**
   * It moved on in its life.
   *
   * @param reason why, empty when there is nothing to say
   * @param restarts how often it was begun again so far
   * @param lastError what it failed with, when this move is due to a failure
   */
  record Moved(
      String path,
      LifecycleState from,
      LifecycleState to,
      String reason,
      long restarts,
      @Nullable String lastError)
      implements ActorNotice {}
}
