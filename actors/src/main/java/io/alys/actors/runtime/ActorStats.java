package io.alys.actors.runtime;

import io.alys.messages.actor.DropCause;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The counts of one actor, or the sum of those that have ended. The actor's thread alone writes
 * what the hot path counts, so that counting is a plain store; drops come from many threads.
 */
public final class ActorStats {

  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int PROCESSED = 0;
  private static final int FAILED = 1;
  private static final int SLOW = 2;
  private static final int RESTARTS = 3;

  private final long[] counts = new long[Padding.LONGS + 4 + Padding.LONGS];
  private final Map<DropCause, AtomicLong> dropped = new EnumMap<>(DropCause.class);
  private final AtomicLong lateAnswers = new AtomicLong();
  private final DurationTally processing = new DurationTally();
  private final DurationTally waiting = new DurationTally();
  private final DurationTally recovery = new DurationTally();
  private final DurationTally backoff = new DurationTally();

  ActorStats() {
    for (var cause : DropCause.values()) {
      dropped.put(cause, new AtomicLong());
    }
  }

  void handled() {
    bump(PROCESSED, 1);
  }

  void took(long nanos, int messages) {
    processing.record(nanos, messages);
  }

  void failed() {
    bump(FAILED, 1);
  }

  void slow() {
    bump(SLOW, 1);
  }

  void restarted() {
    bump(RESTARTS, 1);
  }

  void waited(long nanos, int messages) {
    waiting.record(nanos, messages);
  }

  void recovered(long nanos) {
    recovery.record(nanos);
  }

  void wasOut(long nanos) {
    backoff.record(nanos);
  }

  void dropped(DropCause cause) {
    count(cause).getAndIncrement();
  }

  void lateAnswer() {
    lateAnswers.getAndIncrement();
  }

  void add(ActorStats other) {
    for (int i = 0; i <= RESTARTS; i++) {
      bump(i, other.count(i));
    }
    other.drops().forEach((cause, drops) -> count(cause).getAndAdd(drops));
    lateAnswers.getAndAdd(other.lateAnswers.get());
    processing.add(other.processing);
    waiting.add(other.waiting);
    recovery.add(other.recovery);
    backoff.add(other.backoff);
  }

  /** Messages handled, those that failed included. */
  public long processed() {
    return count(PROCESSED);
  }

  /** Messages during which the actor failed. */
  public long failures() {
    return count(FAILED);
  }

  /** Messages that took longer than the kind's limit. */
  public long slowMessages() {
    return count(SLOW);
  }

  /** How often a behaviour was begun again. */
  public long restarts() {
    return count(RESTARTS);
  }

  /** Messages not delivered, for a cause. */
  public long drops(DropCause cause) {
    return count(cause).get();
  }

  /** Messages not delivered, by cause; causes without any are left out. */
  public Map<DropCause, Long> drops() {
    var drops = new EnumMap<DropCause, Long>(DropCause.class);
    dropped.forEach(
        (cause, count) -> {
          if (count.get() > 0) {
            drops.put(cause, count.get());
          }
        });
    return drops;
  }

  /** Answers after the first, which nobody got. */
  public long lateAnswers() {
    return lateAnswers.get();
  }

  DurationTally processing() {
    return processing;
  }

  DurationTally waiting() {
    return waiting;
  }

  DurationTally recovery() {
    return recovery;
  }

  DurationTally backoff() {
    return backoff;
  }

  /** Each cause has its count from the beginning. */
  private AtomicLong count(DropCause cause) {
    return Objects.requireNonNull(dropped.get(cause));
  }

  private long count(int which) {
    return (long) COUNTS.getOpaque(counts, Padding.LONGS + which);
  }

  private void bump(int which, long by) {
    COUNTS.setOpaque(counts, Padding.LONGS + which, count(which) + by);
  }
}
