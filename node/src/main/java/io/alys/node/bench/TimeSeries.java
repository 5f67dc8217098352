package io.alys.node.bench;

import static io.alys.node.bench.Transport.BARE;
import static io.alys.node.bench.Transport.ENVELOPE;

import io.alys.node.bench.BenchReport.Timing;
import io.alys.node.bench.LatencyCourse.Readings;
import io.alys.node.bench.Samples.Distribution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Latencies and restarts, bare and ours in turn, with the processors idle and busy. */
final class TimeSeries {

  static final String ENVELOPE_IDLE = "envelope, idle";
  static final String ENVELOPE_BUSY = "envelope, busy";
  static final String SUPERVISOR_IDLE = "our supervisor, idle";

  private static final int ROUNDS = 6;

  private final Load load;
  private final Pair<LatencyCourse> latency;
  private final Pair<RestartCourse> restart;

  private record Pair<T>(T bare, T ours) {}

  TimeSeries(Stage stage) throws InterruptedException {
    load = new Load(stage);
    latency = new Pair<>(new LatencyCourse(stage, BARE), new LatencyCourse(stage, ENVELOPE));
    restart = new Pair<>(new RestartCourse(stage, true), new RestartCourse(stage, false));
  }

  /** Bare and enveloped, idle and busy. */
  List<Timing> latencies(Duration time) throws InterruptedException {
    var idle = new Pair<>(Readings.expecting(1 << 14), Readings.expecting(1 << 14));
    var busy = new Pair<>(Readings.expecting(1 << 14), Readings.expecting(1 << 14));
    var turn = time.dividedBy((ROUNDS + 1) * 4L);
    for (int round = 0; round <= ROUNDS; round++) {
      var idleBare = latency.bare.run(turn);
      var idleOurs = latency.ours.run(turn);
      var busyBare = underLoad(latency.bare, turn);
      var busyOurs = underLoad(latency.ours, turn);
      if (round > 0) { // the first one warms up
        idle.bare.addAll(idleBare);
        idle.ours.addAll(idleOurs);
        busy.bare.addAll(busyBare);
        busy.ours.addAll(busyOurs);
      }
    }
    return List.of(
        timing("bare tell, idle", idle.bare, idle.bare),
        timing(ENVELOPE_IDLE, idle.ours, idle.bare),
        timing("bare tell, busy", busy.bare, busy.bare),
        timing(ENVELOPE_BUSY, busy.ours, busy.bare));
  }

  private Readings underLoad(LatencyCourse course, Duration time) throws InterruptedException {
    load.begin();
    course.feedBulk(true);
    try {
      return course.run(time);
    } finally {
      course.feedBulk(false);
      load.end();
    }
  }

  private static Timing timing(String name, Readings readings, Readings bare) {
    var since = readings.sinceDue().distribution();
    return new Timing(
        name,
        since,
        ratio(since, bare.sinceDue().distribution()),
        Optional.of(readings.sinceSent().distribution()));
  }

  /** By Akka's own supervision and by ours, idle and busy. */
  List<Timing> restarts(Duration time) throws InterruptedException {
    var idle = new Pair<>(new Samples(1 << 12), new Samples(1 << 12));
    var busy = new Pair<>(new Samples(1 << 12), new Samples(1 << 12));
    var turn = time.dividedBy((ROUNDS + 1) * 4L);
    for (int round = 0; round <= ROUNDS; round++) {
      var idleBare = restart.bare.run(turn);
      var idleOurs = restart.ours.run(turn);
      load.begin();
      var busyBare = restart.bare.run(turn);
      var busyOurs = restart.ours.run(turn);
      load.end();
      if (round > 0) { // the first one warms up
        idle.bare.addAll(idleBare);
        idle.ours.addAll(idleOurs);
        busy.bare.addAll(busyBare);
        busy.ours.addAll(busyOurs);
      }
    }
    return List.of(
        timing("bare supervision, idle", idle.bare, idle.bare),
        timing(SUPERVISOR_IDLE, idle.ours, idle.bare),
        timing("bare supervision, busy", busy.bare, busy.bare),
        timing("our supervisor, busy", busy.ours, busy.bare));
  }

  private static Timing timing(String name, Samples samples, Samples bare) {
    var since = samples.distribution();
    return new Timing(name, since, ratio(since, bare.distribution()), Optional.empty());
  }

  private static double ratio(Distribution one, Distribution bare) {
    return bare.p99() == 0 ? Double.NaN : (double) one.p99() / bare.p99();
  }
}
