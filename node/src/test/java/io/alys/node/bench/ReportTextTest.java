package io.alys.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.bench.BenchReport.Cost;
import io.alys.node.bench.BenchReport.Goal;
import io.alys.node.bench.BenchReport.Run;
import io.alys.node.bench.BenchReport.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A report as people read it. */
final class ReportTextTest {

  @Test
  void saysTheFiguresAndWhetherTheGoalsAreMet() {
    var times = new Samples(4);
    for (long micros = 1; micros <= 1000; micros++) {
      times.add(micros * 1000);
    }
    var timing = new Timing("envelope, idle", times.distribution(), 1.5, Optional.empty());
    var report =
        new BenchReport(
            new Run(Surroundings.here(), Duration.ofSeconds(7), 0.5, 1.5, 9, 101.4),
            List.of(new Cost("envelope, 1 → 1", 150.4, 1.4567, 160.5, 104)),
            List.of(timing),
            List.of(timing),
            List.of(new Goal("ratio", 2, "x", 2), new Goal("time", 0.2, "ms", 0.21)));

    var text = String.join("\n", ReportText.lines(report));

    assertThat(text)
        .contains("7 s, 9 laps of each, medians; load 0.5 before, 1.5 after")
        .contains("before anything else ran: 101 ns")
        .containsPattern("envelope, 1 → 1 +150 +1\\.46 +16[01] +104")
        .containsPattern("envelope, idle +500\\.0 +990\\.0 +999\\.0 +1000\\.0 +1000 +1\\.50")
        .containsPattern("ratio +2\\.00 × +2\\.00 × +met")
        .containsPattern("time +0\\.20 ms +0\\.21 ms +not met");
  }
}
