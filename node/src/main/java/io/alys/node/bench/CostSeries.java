package io.alys.node.bench;

import io.alys.node.bench.BenchReport.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Courses that are run in turn, lap by lap, each compared with a bare one of the same round. */
final class CostSeries {

  private static final Duration LONGEST_LAP = Duration.ofMillis(100);
  private static final int LEAST_ROUNDS = 3;

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String name, Course course, int baseline, List<Lap> laps) {}

  /** A course that others are compared with; its number. */
  int addBaseline(String name, Course course) {
    int number = entries.size();
    entries.add(new Entry(name, course, number, new ArrayList<>()));
    return number;
  }

  void add(String name, Course course, int baseline) {
    entries.add(new Entry(name, course, baseline, new ArrayList<>()));
  }

  /** Runs all, and forgets the laps. */
  void warmUp(Duration time) throws InterruptedException {
    run(time);
    entries.forEach(entry -> entry.laps.clear());
  }

  /** Runs all in turn for a time, and three times at least; how many laps each has had. */
  int run(Duration time) throws InterruptedException {
    long rounds = Math.max(LEAST_ROUNDS, time.dividedBy(LONGEST_LAP.multipliedBy(entries.size())));
    var lap = time.dividedBy(rounds * entries.size());
    for (long i = 0; i < rounds; i++) {
      for (var entry : entries) {
        entry.laps.add(entry.course.run(lap));
      }
    }
    return (int) rounds;
  }

  List<Cost> costs() {
    return entries.stream().map(this::cost).toList();
  }

  private Cost cost(Entry entry) {
    var baseline = entries.get(entry.baseline).laps;
    var ratios = new double[entry.laps.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = entry.laps.get(i).nanosEach() / baseline.get(i).nanosEach();
    }
    return new Cost(
        entry.name,
        Lap.median(entry.laps, Lap::nanosEach),
        Lap.median(ratios),
        Lap.median(entry.laps, Lap::cpuNanosEach),
        Lap.median(entry.laps, Lap::bytesEach));
  }
}
