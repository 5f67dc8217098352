package io.alys.node.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a dead program waits. */
final class RestartDelaysTest {

  @Test
  void whoDiesFastWaitsLonger() {
    var delays = new RestartDelays();

    var waited =
        IntStream.range(0, 7).mapToObj(i -> delays.after(Duration.ofMillis(10)).toMillis());

    assertThat(waited).containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 8000L);
  }

  @Test
  void whoRanWellStartsAtOnce() {
    var delays = new RestartDelays();
    delays.after(Duration.ofMillis(10));
    delays.after(Duration.ofMillis(10));

    assertThat(delays.after(Duration.ofSeconds(3))).isEqualTo(Duration.ofMillis(250));
  }
}
