package io.alys.actors.runtime;

import akka.actor.Cancellable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The senders that a full mailbox keeps from their bulk messages until it has room again. */
final class Pressure {

  /** One sender's pause; it ends once: by room, by time, or with the receiver. */
  static final class Pause {

    private final LaneQueue sender;
    private @Nullable Pause next;
    private volatile @Nullable Cancellable limit;

    Pause(LaneQueue sender) {
      this.sender = sender;
    }

    void endAtLatestBy(Cancellable limit) {
      this.limit = limit;
    }

    void end() {
      var timer = limit;
      if (sender.endPause(this) && timer != null) {
        timer.cancel();
      }
    }
  }

  private final AtomicReference<@Nullable Pause> last = new AtomicReference<>();

  /** Any thread. */
  void add(Pause pause) {
    Pause before;
    do {
      before = last.get();
      pause.next = before;
    } while (!last.compareAndSet(before, pause));
  }

  boolean isFelt() {
    return last.get() != null;
  }

  /** Lets all of them go on. */
  void release() {
    var pause = last.getAndSet(null);
    while (pause != null) {
      var next = pause.next;
      pause.end();
      pause = next;
    }
  }
}
