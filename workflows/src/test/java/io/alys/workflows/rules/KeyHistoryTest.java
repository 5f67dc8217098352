package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.Watermark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random lives of a key: crashes, lost and old watermarks, imports, wrong clocks, restarts. */
class KeyHistoryTest {

  private static final int HISTORIES = 2_000;
  private static final int STEPS = 400;

  @Test
  void noHistorySignsTwoRootsOfOneSlot() {
    long signatures = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      var history = run(seed, null);
      assertThat(history.signedTwice()).as("history of seed %d", seed).isFalse();
      signatures += history.signatures();
    }
    assertThat(signatures).as("votes that were let through").isGreaterThan(10L * HISTORIES);
  }

  @Test
  void aLostWatermarkThatCountsAsFreshSignsTwice() {
    boolean found = false;
    for (int seed = 0; seed < HISTORIES && !found; seed++) {
      found = run(seed, Watermark.FRESH).signedTwice();
    }
    assertThat(found).isTrue();
  }

  private static KeyHistory run(long seed, @Nullable Watermark afterLoss) {
    var history = new KeyHistory(seed, afterLoss);
    for (int i = 0; i < STEPS; i++) {
      history.step();
    }
    return history;
  }
}
