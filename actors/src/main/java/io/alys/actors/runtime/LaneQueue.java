package io.alys.actors.runtime;

import akka.actor.typed.ActorRef;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Priority;
import io.alys.messages.actor.Unavailable;

/** The messages that wait for one actor. */
final class LaneQueue {

  ActorRef<Object> address() {
    throw new UnsupportedOperationException();
  }

  int depth(Priority lane) {
    return 0;
  }

  void wake() {}

  void purge(Unavailable why, DropCause cause) {}
}
