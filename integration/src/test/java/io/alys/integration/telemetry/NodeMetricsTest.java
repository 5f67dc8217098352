package io.alys.integration.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.testing.Programs;
import io.alys.messages.actor.Health;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus reads: names, labels and values, and that promtool has nothing to say of it. */
final class NodeMetricsTest {

  private Health health = new Health.Healthy();
  private final NodeMetrics metrics =
      NodeMetrics.of(
          new NodeMetrics.Sources(
              "1.2.3", SampleReadings::both, () -> health, () -> new SpanCounts(11, 12, 13)));

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void countsOfActorsAreCounters() {
    assertThat(lines("alys_actor_"))
        .contains(
            "alys_actor_messages_total{kind=\"engine\"} 101.0",
            "alys_actor_failures_total{kind=\"engine\"} 2.0",
            "alys_actor_dropped_total{cause=\"expired\",kind=\"engine\"} 3.0",
            "alys_actor_dropped_total{cause=\"dropped-oldest\",kind=\"engine\"} 4.0",
            "alys_actor_restarts_total{kind=\"engine\"} 5.0",
            "alys_actor_slow_messages_total{kind=\"engine\"} 6.0");
  }

  @Test
  void whatActorsHoldNowAreGauges() {
    assertThat(lines("alys_actor"))
        .contains(
            "alys_actor_mailbox_messages{kind=\"engine\",lane=\"consensus\"} 7.0",
            "alys_actor_mailbox_messages{kind=\"engine\",lane=\"bulk\"} 8.0",
            "alys_actor_requests_in_flight{kind=\"engine\"} 9.0",
            "alys_actors{kind=\"engine\",state=\"running\"} 10.0");
  }

  @Test
  void durationsAreHistogramsInSeconds() {
    assertThat(lines("alys_actor_processing_seconds"))
        .contains(
            "alys_actor_processing_seconds_bucket{kind=\"engine\",le=\"1.0E-6\"} 1",
            "alys_actor_processing_seconds_bucket{kind=\"engine\",le=\"0.001\"} 100",
            "alys_actor_processing_seconds_bucket{kind=\"engine\",le=\"10.0\"} 100",
            "alys_actor_processing_seconds_bucket{kind=\"engine\",le=\"+Inf\"} 101",
            "alys_actor_processing_seconds_count{kind=\"engine\"} 101",
            "alys_actor_processing_seconds_sum{kind=\"engine\"} 30.5");
    assertThat(lines("alys_actor_mailbox_wait_seconds_sum"))
        .contains("alys_actor_mailbox_wait_seconds_sum{kind=\"engine\"} 0.004");
    assertThat(lines("alys_actor_recovery_seconds_sum"))
        .contains("alys_actor_recovery_seconds_sum{kind=\"engine\"} 0.02");
    assertThat(lines("alys_actor_backoff_seconds_sum"))
        .contains("alys_actor_backoff_seconds_sum{kind=\"engine\"} 1.5");
  }

  @Test
  void everySeriesIsThereBeforeAnythingHappens() {
    var lines = lines("alys_actor");

    assertThat(lines.stream().filter(line -> line.contains("kind=\"signing\"")))
        .hasSize(lines.size() / 2);
  }

  @Test
  void theHealthOfTheNodeIsReadAtEachScrape() {
    assertThat(lines("alys_node_health"))
        .containsExactlyInAnyOrder(
            "alys_node_health{state=\"healthy\"} 1.0",
            "alys_node_health{state=\"degraded\"} 0.0",
            "alys_node_health{state=\"unhealthy\"} 0.0");

    health = new Health.Degraded("no peers");

    assertThat(lines("alys_node_health"))
        .contains(
            "alys_node_health{state=\"healthy\"} 0.0", "alys_node_health{state=\"degraded\"} 1.0");
  }

  @Test
  void buildTracesAndPlatformAreThere() {
    assertThat(lines("alys_build_info")).singleElement().asString().contains("version=\"1.2.3\"");
    assertThat(lines("alys_trace_spans"))
        .contains(
            "alys_trace_spans_total{outcome=\"exported\"} 11.0",
            "alys_trace_spans_total{outcome=\"dropped\"} 12.0",
            "alys_trace_spans_total{outcome=\"failed\"} 13.0");
    assertThat(lines("jvm_memory_used_bytes")).isNotEmpty();
    assertThat(lines("process_cpu_seconds_total")).hasSize(1);
  }

  @Test
  void promtoolHasNothingToSay() {
    var promlint = Programs.require("promlint").toString();

    assertThat(Programs.run(List.of(promlint), metrics.scrape())).isEmpty();
  }

  private List<String> lines(String prefix) {
    return Stream.of(metrics.scrape().split("\n")).filter(line -> line.startsWith(prefix)).toList();
  }
}
