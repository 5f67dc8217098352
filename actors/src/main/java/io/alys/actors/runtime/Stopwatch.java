package io.alys.actors.runtime;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times the messages that a thread handles; one for each thread. A dispatcher gives an actor a turn
 * of a few messages. Within a turn one message begins when the one before has ended, so that the
 * clock is read once for each; while a busy actor takes less than a microsecond for a message,
 * where reading the clock would cost as much, once for those of a turn together. When such a turn
 * was not quick after all, one of its messages is taken to have been the slow one.
 */
final class Stopwatch {

  /** Not the actor's own: Akka would name that after this class. */
  private static final Logger LOG = LoggerFactory.getLogger("io.alys.actors.SlowMessage");

  private static final int MOST_TOGETHER = 8;
  private static final long QUICK_NANOS = 1_000;

  /** Whose turn it is. */
  private @Nullable ActorCell cell;

  /** Messages of the turn that may still come. */
  private int left;

  /** The last reading of the clock. */
  private long since;

  /** A message has begun and not ended, as those that never reach the actor. */
  private boolean underWay;

  /** Messages handled since, and the class of the last of them. */
  private int count;

  private Class<?> last = Object.class;

  /** A message is given out; about when. What is special is not timed together with others. */
  long begin(ActorCell cell, boolean special) {
    if (this.cell != cell || left == 0) {
      leave();
      if (this.cell != cell) {
        this.cell = cell;
      }
      left = cell.turn();
      since = cell.runtime().clock().nanos();
    } else if (underWay || (special && count > 0)) {
      settle(cell, cell.runtime().clock().nanos());
    }
    left--;
    underWay = true;
    return since;
  }

  /** The actor has handled it. */
  void end(ActorCell cell, Object content, boolean mayWait) {
    underWay = false;
    cell.stats().handled();
    if (last != content.getClass()) {
      last = content.getClass();
    }
    count++;
    if (!mayWait || left == 0 || count == MOST_TOGETHER || !cell.pace().isQuick()) {
      settle(cell, cell.runtime().clock().nanos());
    }
  }

  /** The mailbox has nothing more to give: the turn is over. */
  void endTurn(ActorCell cell) {
    if (this.cell == cell) {
      if (count > 0) {
        settle(cell, cell.runtime().clock().nanos());
      }
      leave();
    }
  }

  /** The turn is over and somebody else may run the actor by now, so its counts are not ours. */
  void leave(ActorCell cell) {
    if (this.cell == cell) {
      leave();
    }
  }

  private void leave() {
    left = 0;
    underWay = false;
    count = 0;
  }

  private void settle(ActorCell cell, long now) {
    long nanos = now - since;
    since = now;
    if (count == 0) {
      return;
    }
    boolean quick = nanos <= count * QUICK_NANOS;
    cell.pace().setQuick(quick);
    if (quick) {
      cell.stats().took(nanos / count, count);
    } else {
      cell.stats().took(0, count - 1);
      cell.stats().took(nanos, 1);
    }
    if (nanos > cell.limits().slowAfter().toNanos()) {
      cell.stats().slow();
      nameSlow(cell, nanos);
    }
    count = 0;
  }

  private void nameSlow(ActorCell cell, long nanos) {
    var name = last.getSimpleName();
    LOG.warn(
        "{} took {} ms for {} in conversation {}; more than {} ms is slow",
        cell.path(),
        nanos / 1_000_000,
        count == 1 ? name : name + " or one of " + (count - 1) + " before it",
        Current.correlation(),
        cell.limits().slowAfter().toMillis());
  }
}
