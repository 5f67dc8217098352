package io.alys.node.bench;

import static java.lang.String.format;

import io.alys.node.bench.BenchReport.Cost;
import io.alys.node.bench.BenchReport.Goal;
import io.alys.node.bench.BenchReport.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as people read it. */
final class ReportText {

  private static final double MICRO = 1e3;

  private ReportText() {}

  static List<String> lines(BenchReport report) {
    var lines = new ArrayList<String>();
    addRun(lines, report.run());
    lines.add("");
    lines.add(
        format(
            Locale.ROOT, "%-30s %9s %7s %9s %9s", "cost of one", "ns", "ratio", "cpu ns", "bytes"));
    report.costs().forEach(cost -> lines.add(line(cost)));
    lines.add("");
    addTimings(lines, "latency, µs", report.latencies());
    lines.add("");
    addTimings(lines, "crash to serving, µs", report.restarts());
    lines.add("");
    lines.add(format(Locale.ROOT, "%-42s %10s %10s", "goals", "at most", "measured"));
    report.goals().forEach(goal -> lines.add(line(goal)));
    return lines;
  }

  private static void addRun(List<String> lines, BenchReport.Run run) {
    var where = run.where();
    lines.add(
        "machine   " + where.processors() + " × " + where.processor() + ", " + where.system());
    lines.add("java      " + where.java() + "; " + where.collector());
    lines.add("flags     " + String.join(" ", where.flags()));
    lines.add("akka      " + where.akka());
    lines.add(
        format(
            Locale.ROOT,
            "run       %d s, %d laps of each, medians; load %.1f before, %.1f after",
            run.length().toSeconds(),
            run.laps(),
            run.loadBefore(),
            run.loadAfter()));
    lines.add(
        format(
            Locale.ROOT,
            "alone     bare tell, 1 → 1, before anything else ran: %.0f ns",
            run.aloneNanos()));
  }

  private static String line(Cost cost) {
    return format(
        Locale.ROOT,
        "  %-28s %9.0f %7.2f %9.0f %9.0f",
        cost.name(),
        cost.nanos(),
        cost.ratio(),
        cost.cpuNanos(),
        cost.bytes());
  }

  private static void addTimings(List<String> lines, String title, List<Timing> timings) {
    lines.add(
        format(
            Locale.ROOT,
            "%-28s %9s %9s %9s %9s %8s %9s",
            title,
            "p50",
            "p99",
            "p99.9",
            "max",
            "samples",
            "p99 ratio"));
    for (var timing : timings) {
      lines.add(line(timing.name(), timing.since(), format(Locale.ROOT, "%9.2f", timing.ratio())));
      timing.sinceSent().ifPresent(sent -> lines.add(line("  since really sent", sent, "")));
    }
  }

  private static String line(String name, Samples.Distribution of, String ratio) {
    return format(
            Locale.ROOT,
            "  %-26s %9.1f %9.1f %9.1f %9.1f %8d %s",
            name,
            of.p50() / MICRO,
            of.p99() / MICRO,
            of.p999() / MICRO,
            of.max() / MICRO,
            of.count(),
            ratio)
        .stripTrailing();
  }

  private static String line(Goal goal) {
    return format(
        Locale.ROOT,
        "  %-40s %7.2f %-2s %7.2f %-2s  %s",
        goal.name(),
        goal.most(),
        unit(goal),
        goal.measured(),
        unit(goal),
        goal.isMet() ? "met" : "not met");
  }

  private static String unit(Goal goal) {
    return switch (goal.unit()) {
      case "x" -> "×";
      case "us" -> "µs";
      default -> goal.unit();
    };
  }
}
