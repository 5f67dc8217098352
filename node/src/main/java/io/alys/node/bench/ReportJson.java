package io.alys.node.bench;

import io.alys.node.bench.BenchReport.Cost;
import io.alys.node.bench.BenchReport.Goal;
import io.alys.node.bench.BenchReport.Timing;
import io.alys.node.http.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A report as programs read it: durations in nanoseconds. */
final class ReportJson {

  private ReportJson() {}

  static Map<String, Object> of(BenchReport report) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("run", run(report.run()));
    tree.put("costs", report.costs().stream().map(ReportJson::cost).toList());
    tree.put("latencies", report.latencies().stream().map(ReportJson::timing).toList());
    tree.put("restarts", report.restarts().stream().map(ReportJson::timing).toList());
    tree.put("goals", report.goals().stream().map(ReportJson::goal).toList());
    return tree;
  }

  private static Map<String, Object> run(BenchReport.Run run) {
    var tree = new LinkedHashMap<String, Object>();
    var where = run.where();
    tree.put("processor", where.processor());
    tree.put("processors", where.processors());
    tree.put("system", where.system());
    tree.put("java", where.java());
    tree.put("collector", where.collector());
    tree.put("flags", where.flags());
    tree.put("akka", where.akka());
    tree.put("seconds", run.length().toSeconds());
    tree.put("laps", run.laps());
    tree.put("loadBefore", number(run.loadBefore()));
    tree.put("loadAfter", number(run.loadAfter()));
    tree.put("bareTellAlone", number(run.aloneNanos()));
    return tree;
  }

  private static Map<String, Object> cost(Cost cost) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", cost.name());
    tree.put("nanos", number(cost.nanos()));
    tree.put("ratio", number(cost.ratio()));
    tree.put("cpuNanos", number(cost.cpuNanos()));
    tree.put("bytes", number(cost.bytes()));
    return tree;
  }

  private static Map<String, Object> timing(Timing timing) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", timing.name());
    tree.putAll(distribution(timing.since()));
    tree.put("p99Ratio", number(timing.ratio()));
    timing.sinceSent().ifPresent(sent -> tree.put("sinceReallySent", distribution(sent)));
    return tree;
  }

  private static Map<String, Object> distribution(Samples.Distribution of) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("samples", of.count());
    tree.put("p50", of.p50());
    tree.put("p99", of.p99());
    tree.put("p999", of.p999());
    tree.put("max", of.max());
    return tree;
  }

  private static Map<String, Object> goal(Goal goal) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", goal.name());
    tree.put("atMost", number(goal.most()));
    tree.put("unit", goal.unit());
    tree.put("measured", number(goal.measured()));
    tree.put("met", goal.isMet());
    return tree;
  }

  private static JsonValue number(double figure) {
    if (!Double.isFinite(figure)) {
      return new JsonValue.Null();
    }
    var rounded = BigDecimal.valueOf(figure).setScale(3, RoundingMode.HALF_UP);
    return new JsonValue.Numeral(rounded.stripTrailingZeros().toPlainString());
  }
}
