package io.alys.actors.runtime;

import io.alys.messages.actor.KindReading;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.actor.Priority;
import java.util.EnumMap;
import java.util.Map;

/** Adds up the meters of the actors of one kind. */
final class ReadingSum {

  private final ActorKind kind;
  private final ActorStats stats = new ActorStats();
  private final Map<Priority, Long> depth = new EnumMap<>(Priority.class);
  private final Map<LifecycleState, Long> states = new EnumMap<>(LifecycleState.class);
  private long inFlight;

  ReadingSum(ActorKind kind) {
    this.kind = kind;
    for (var lane : Priority.values()) {
      depth.put(lane, 0L);
    }
  }

  void add(ActorStats ended) {
    stats.add(ended);
  }

  void add(ActorCell cell) {
    stats.add(cell.stats());
    inFlight += cell.inFlight();
    depth.replaceAll((lane, sum) -> sum + cell.depth(lane));
    states.merge(cell.state(), 1L, Long::sum);
  }

  KindReading reading() {
    return new KindReading(
        kind.name(),
        stats.processed(),
        stats.failures(),
        stats.drops(),
        stats.restarts(),
        stats.slowMessages(),
        depth,
        inFlight,
        states,
        stats.processing().histogram(),
        stats.waiting().histogram(),
        stats.recovery().histogram(),
        stats.backoff().histogram());
  }
}
