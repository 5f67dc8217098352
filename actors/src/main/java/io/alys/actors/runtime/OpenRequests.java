package io.alys.actors.runtime;

import io.alys.messages.actor.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests that an actor has taken and not answered. Its thread adds; answers come from any
 * thread and only count, answered slots are swept out when they are the greater part.
 */
final class OpenRequests {

  private static final int SWEEP_FROM = 32;

  private final AtomicInteger open = new AtomicInteger();
  private List<ReplySlot<?>> slots = new ArrayList<>();

  int open() {
    return open.get();
  }

  void add(ReplySlot<?> slot) {
    int now = open.incrementAndGet();
    if (slots.size() >= SWEEP_FROM && slots.size() >= 2 * now) {
      slots.removeIf(each -> !each.isOpen());
    }
    slots.add(slot);
  }

  void answered() {
    open.decrementAndGet();
  }

  void refuseAll(Unavailable why) {
    var owed = slots;
    slots = new ArrayList<>();
    owed.forEach(slot -> slot.refuse(why));
  }
}
