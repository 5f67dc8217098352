package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.testing.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node at work shows of itself: its metrics, and each block as one trace. */
@Timeout(240)
final class MeasurementTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+) ");

  /** A row of the table: a name, or the beginning of names. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z_]+)(\\*?)` \\| (?:(?:counter|gauge|histogram) )?\\|");

  @RegisterExtension private final Networks networks = new Networks();

  @Test
  void theTableOfMetricsIsWhatPrometheusReads() throws Exception {
    var node = networks.node(ExecutionKind.GETH).start();
    node.awaitHeight(2, LIMIT);

    var scraped = names(HELP, scrape(node));
    var table = Files.readString(Machine.repository().resolve("docs/actors/measurement.md"));
    var rows = ROW.matcher(table).results().toList();
    var families =
        rows.stream()
            .filter(row -> !row.group(2).isEmpty())
            .map(row -> row.group(1))
            .collect(Collectors.toSet());
    var named =
        rows.stream()
            .filter(row -> row.group(2).isEmpty())
            .map(row -> row.group(1))
            .collect(Collectors.toSet());

    assertThat(scraped)
        .filteredOn(name -> families.stream().noneMatch(name::startsWith))
        .containsExactlyInAnyOrderElementsOf(named);
    assertThat(families)
        .allSatisfy(family -> assertThat(scraped).anyMatch(name -> name.startsWith(family)));
  }

  @Test
  void promtoolHasNothingToSayOfAnyMetric() throws Exception {
    var promlint = Machine.require("promlint").toString();
    var node = networks.node(ExecutionKind.GETH).start().startMiner();
    node.awaitHeight(2, LIMIT);

    assertThat(Programs.run(List.of(promlint), scrape(node))).isEmpty();
  }

  @Test
  void aBlockIsOneTraceFromItsSlotToItsCommit() throws Exception {
    var node = networks.node(ExecutionKind.GETH);
    var file = node.folder().resolve("traces.jsonl");
    node.start("tracing.exporter=file", "tracing.file=" + file).startMiner();

    var trace = Await.value("a whole trace", LIMIT, () -> committed(file));

    trace.assertIsOneTree();
    assertThat(trace.blocks()).hasSize(1);
    assertThat(trace.names())
        .startsWith("chain SlotTick")
        .containsSubsequence(
            "chain SlotTick",
            "mining PickHeader",
            "engine UpdateForkchoice",
            "engine FetchPayload",
            "chain BuildEnded",
            "engine ExecutePayload",
            "signing Sign",
            "validation CheckCertificate",
            "storage Apply",
            "engine UpdateForkchoice",
            "event-log BlockCommitted");
    assertThat(drawing(file)).contains("<svg", "SlotTick", "BlockCommitted");
  }

  private static Optional<TraceFile> committed(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return TraceFile.read(file).tracesWith("event-log BlockCommitted").stream().findFirst();
  }

  private static String drawing(Path file) {
    var tool = Machine.repository().resolve("docker/dev/draw-trace").toString();
    return Programs.run(List.of("node", tool, file.toString()), "");
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String scrape(LocalNode node) throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:" + node.adminPort() + "/metrics");
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }
}
