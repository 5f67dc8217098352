package io.alys.node.bench;

import static io.alys.node.bench.Transport.BARE;
import static io.alys.node.bench.Transport.BOUNDED;
import static io.alys.node.bench.Transport.ENVELOPE;

import io.alys.node.bench.BenchReport.Cost;
import io.alys.node.bench.BenchReport.Goal;
import io.alys.node.bench.BenchReport.Run;
import io.alys.node.bench.BenchReport.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All measurements of the actor system, one after the other. */
final class ActorsBench {

  private static final String ENVELOPE_1 = "envelope, 1 → 1";
  private static final String ENVELOPE_2 = "envelope, 2 → 1";
  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;

  private ActorsBench() {}

  static BenchReport run(Duration length) throws InterruptedException {
    double before = Surroundings.load();
    try (var stage = Stage.open()) {
      var bare = new TellCourse(stage, BARE, 1);
      double alone = alone(bare, share(length, 6));
      var series = costSeries(stage, bare);
      series.warmUp(share(length, 14));
      int laps = series.run(share(length, 40));
      var times = new TimeSeries(stage);
      var latencies = times.latencies(share(length, 25));
      var restarts = times.restarts(share(length, 15));
      var costs = series.costs();
      var run = new Run(Surroundings.here(), length, before, Surroundings.load(), laps, alone);
      return new BenchReport(run, costs, latencies, restarts, goals(costs, latencies, restarts));
    }
  }

  /** The bare course while the virtual machine knows of no other: two thirds are warm-up. */
  private static double alone(Course bare, Duration time) throws InterruptedException {
    var lap = time.dividedBy(9);
    var laps = new ArrayList<Lap>();
    for (int i = 0; i < 9; i++) {
      laps.add(bare.run(lap));
    }
    return Lap.median(laps.subList(6, 9), Lap::nanosEach);
  }

  private static CostSeries costSeries(Stage stage, Course bare) throws InterruptedException {
    var series = new CostSeries();
    int one = series.addBaseline("bare tell, 1 → 1", bare);
    series.add("bounded mailbox, 1 → 1", new TellCourse(stage, BOUNDED, 1), one);
    series.add(ENVELOPE_1, new TellCourse(stage, ENVELOPE, 1), one);
    int two = series.addBaseline("bare tell, 2 → 1", new TellCourse(stage, BARE, 2));
    series.add("bounded mailbox, 2 → 1", new TellCourse(stage, BOUNDED, 2), two);
    series.add(ENVELOPE_2, new TellCourse(stage, ENVELOPE, 2), two);
    int alone = series.addBaseline("bare tell, one thread", TellCourse.onOneThread(stage, BARE));
    series.add("bounded mailbox, one thread", TellCourse.onOneThread(stage, BOUNDED), alone);
    series.add("envelope, one thread", TellCourse.onOneThread(stage, ENVELOPE), alone);
    int ask = series.addBaseline("bare ask and answer", new AskCourse(stage, BARE));
    series.add("ask and answer by address", new AskCourse(stage, ENVELOPE), ask);
    return series;
  }

  private static Duration share(Duration length, int percent) {
    return length.multipliedBy(percent).dividedBy(100);
  }

  private static List<Goal> goals(List<Cost> costs, List<Timing> latencies, List<Timing> restarts) {
    return List.of(
        new Goal("envelope against bare tell, 1 → 1", 2, "x", cost(costs, ENVELOPE_1).ratio()),
        new Goal("envelope against bare tell, 2 → 1", 2, "x", cost(costs, ENVELOPE_2).ratio()),
        new Goal("envelope, 1 → 1", 0.3, "us", cost(costs, ENVELOPE_1).nanos() / MICRO),
        new Goal("envelope, 2 → 1", 0.3, "us", cost(costs, ENVELOPE_2).nanos() / MICRO),
        new Goal("latency p99, idle", 0.2, "ms", p99(latencies, TimeSeries.ENVELOPE_IDLE)),
        new Goal("latency p99, busy", 2, "ms", p99(latencies, TimeSeries.ENVELOPE_BUSY)),
        new Goal("restart p99", 1, "ms", p99(restarts, TimeSeries.SUPERVISOR_IDLE)));
  }

  private static Cost cost(List<Cost> costs, String name) {
    return costs.stream().filter(cost -> cost.name().equals(name)).findFirst().orElseThrow();
  }

  /** Of what the actor system does: a thread that sends late is the operating system's affair. */
  private static double p99(List<Timing> timings, String name) {
    var timing =
        timings.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return timing.sinceSent().orElse(timing.since()).p99() / MILLI;
  }
}
