package io.alys.node.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pauses between attempts. */
final class BackoffTest {
  @Test
  void pausesDoubleUpToALongestOne() {
    var backoff = new Backoff();

    assertThat(backoff.failed()).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.failed()).isEqualTo(Duration.ofSeconds(1));
    for (int i = 0; i < 10; i++) {
      backoff.failed();
    }
    assertThat(backoff.failed()).isEqualTo(Duration.ofSeconds(15));
    backoff.reset();
    assertThat(backoff.failed()).isEqualTo(Duration.ofMillis(500));
  }
}
