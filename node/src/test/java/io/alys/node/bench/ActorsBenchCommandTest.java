package io.alys.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** What the command says; how fast the machine is, is no test's business. */
final class ActorsBenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @Timeout(120)
  void measuresEverythingOnceAndPrintsItAsJson() {
    int code = run("actors", "--seconds", "2", "--json");

    assertThat(code).isZero();
    var report = JsonMapper.shared().readTree(out.toString());
    assertThat(report.required("run").required("laps").asInt()).isEqualTo(3);
    assertThat(report.required("costs")).hasSize(11);
    assertThat(report.required("costs"))
        .allSatisfy(cost -> assertThat(cost.required("nanos").asDouble()).isPositive())
        .allSatisfy(cost -> assertThat(cost.required("ratio").asDouble()).isPositive());
    assertThat(report.required("latencies")).hasSize(4);
    assertThat(report.required("restarts"))
        .hasSize(4)
        .allSatisfy(restart -> assertThat(restart.required("samples").asInt()).isPositive())
        .allSatisfy(restart -> assertThat(restart.required("p50").asLong()).isPositive());
    assertThat(report.required("goals")).hasSize(7);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aLengthThatMakesNoSenseIsRefused() {
    assertThat(run("actors", "--seconds", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--seconds 1: choose 2 to 3600");
  }

  @Test
  void benchAloneSaysWhatThereIs() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("alys bench actors");
  }

  private int run(String... args) {
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
