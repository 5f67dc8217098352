package io.alys.actors.registry;

import io.alys.actors.runtime.Ping;
import java.util.Map;

/** How the registry reaches an actor, and what it can see of one without asking it. */
public interface ActorProbe {

  /** Sends a ping; one to an unknown actor is lost. */
  void ping(String path, Ping ping);

  /** How full the actor's mailbox is now. */
  Fill fill(String path);

  /** Kind by path of the actors beside the supervised tree, such as the registry itself. */
  Map<String, String> fixtures();

  /**
   * The messages in a mailbox.
   *
   * @param waiting in the fuller one of its lanes
   * @param capacity of a lane
   */
  record Fill(int waiting, int capacity) {

    /** Of an actor that there is not. */
    public static final Fill NONE = new Fill(0, 0);
  }
}
