package io.alys.node.miner;

import io.alys.messages.bitcoin.AuxPow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the one who asks the node and the threads that hash meet: at most one assignment, at most
 * one solution. A solution takes its assignment away.
 */
final class WorkBoard {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long given;
  private volatile @Nullable Assignment assignment;
  private @Nullable Solution solution;

  /** Gives out work, unless a solution waits; the same work as before goes on undisturbed. */
  void give(Work work) {
    lock.lock();
    try {
      var current = assignment;
      if (solution == null && (current == null || !current.work().equals(work))) {
        assignment = new Assignment(++given, work);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes the work back. */
  void clear() {
    lock.lock();
    try {
      assignment = null;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a thread may go on with what it has. */
  boolean isCurrent(Assignment mine) {
    return mine.equals(assignment);
  }

  /** Waits for work. */
  Assignment await() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        var current = assignment;
        if (current != null) {
          return current;
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Hands in a solution; the second one of the same assignment is dropped. */
  void solve(Assignment mine, AuxPow auxpow) {
    lock.lock();
    try {
      if (mine.equals(assignment)) {
        solution = new Solution(mine.work(), auxpow);
        assignment = null;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a solution; null when there is none in that time. */
  @Nullable Solution takeSolution(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (solution == null && left > 0) {
        left = changed.awaitNanos(left);
      }
      var taken = solution;
      solution = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
