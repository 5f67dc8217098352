package io.alys.node.miner;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Hashes what the board gives out, until it is interrupted. */
final class HashThread implements Runnable {
  private static final long NONCES = 1L << 32;

  private final WorkBoard board;
  private final HashBudget budget;
  private final CommitmentStyle style;
  private final Clock clock;
  private final Counted counted;

  HashThread(
      WorkBoard board, HashBudget budget, CommitmentStyle style, Clock clock, Counted counted) {
    this.board = board;
    this.budget = budget;
    this.style = style;
    this.clock = clock;
    this.counted = counted;
  }

  /**
   * What all threads count together.
   *
   * @param hashes computed since the start
   * @param extraNonces handed out, so that no two threads hash the same header
   */
  record Counted(LongAdder hashes, AtomicLong extraNonces) {}

  @Override
  public void run() {
    try {
      while (true) {
        hash(board.await());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hash(Assignment assignment) throws InterruptedException {
    while (board.isCurrent(assignment)) {
      long extraNonce = counted.extraNonces.getAndIncrement();
      var draft = ParentDraft.of(assignment.work(), style, extraNonce, clock.instant());
      searchAllNonces(assignment, draft);
    }
  }

  private void searchAllNonces(Assignment assignment, ParentDraft draft)
      throws InterruptedException {
    var search = new NonceSearch(draft.headerBytes(), assignment.work().bits());
    int batch = budget.batch();
    for (long nonce = 0; nonce < NONCES && board.isCurrent(assignment); nonce += batch) {
      int count = (int) Math.min(batch, NONCES - nonce);
      TimeUnit.NANOSECONDS.sleep(budget.book(count, System.nanoTime()));
      var found = search.run(nonce, count);
      long tried = found.isPresent() ? Integer.toUnsignedLong(found.getAsInt()) - nonce + 1 : count;
      counted.hashes.add(tried);
      if (found.isPresent()) {
        board.solve(assignment, draft.withNonce(found.getAsInt()));
        return;
      }
    }
  }
}
