package io.alys.integration.libp2p.gossip.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread at a time does something to the router; what follows from it is done after its turn,
 * without the lock.
 */
final class Turns {

  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> after = new ArrayList<>();
  private final Set<Object> marks = new HashSet<>();

  void run(Runnable turn) {
    get(
        () -> {
          turn.run();
          return true;
        });
  }

  <T> T get(Supplier<T> turn) {
    List<Runnable> effects = List.of();
    lock.lock();
    try {
      return turn.get();
    } finally {
      if (lock.getHoldCount() == 1) {
        effects = List.copyOf(after);
        after.clear();
        marks.clear();
      }
      lock.unlock();
      effects.forEach(Turns::guarded);
    }
  }

  /** Within a turn: does something after it. */
  void after(Runnable effect) {
    after.add(effect);
  }

  /** Within a turn: whether this is marked for the first time. */
  boolean mark(Object what) {
    return marks.add(what);
  }

  private static void guarded(Runnable effect) {
    try {
      effect.run();
    } catch (RuntimeException e) {
      LOG.error("What follows from a turn of gossip failed", e);
    }
  }
}
