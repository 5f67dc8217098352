package io.alys.node.miner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Batches are spread over time for all threads together. */
final class HashBudgetTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void withoutALimitNobodyWaits() {
    var budget = new HashBudget(0, 0);

    assertThat(budget.batch()).isEqualTo(16_384);
    assertThat(budget.book(16_384, 0)).isZero();
    assertThat(budget.book(16_384, 0)).isZero();
  }

  @Test
  void batchesQueueUp() {
    var budget = new HashBudget(1_000, 0);

    assertThat(budget.batch()).isEqualTo(50);
    assertThat(budget.book(50, 0)).isZero();
    assertThat(budget.book(50, 0)).isEqualTo(SECOND / 20);
    assertThat(budget.book(50, 0)).isEqualTo(SECOND / 10);
    assertThat(budget.book(50, SECOND / 10)).isEqualTo(SECOND / 20);
  }

  @Test
  void idleTimeIsNotSavedUp() {
    var budget = new HashBudget(1_000, 0);

    assertThat(budget.book(50, 100 * SECOND)).isZero();
    assertThat(budget.book(50, 100 * SECOND)).isEqualTo(SECOND / 20);
  }

  @Test
  void slowMinersTryOneHashAtATime() {
    assertThat(new HashBudget(3, 0).batch()).isEqualTo(1);
  }
}
