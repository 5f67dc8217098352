package io.alys.node.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.dev.ProcessLedger.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding and stopping what a killed run left behind, with real processes. */
final class OrphansTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endProcesses() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void whatIsWrittenIsRead() {
    var ledger = new ProcessLedger(folder.resolve("processes.json"));
    var entries = List.of(new Entry("geth-0", 17, Instant.ofEpochMilli(1_700_000_000_123L)));

    ledger.write(entries);

    assertThat(ledger.read()).isEqualTo(entries);
    ledger.delete();
    assertThat(ledger.read()).isEmpty();
  }

  @Test
  void aDamagedLedgerNamesNothing() throws IOException {
    var file = Files.writeString(folder.resolve("processes.json"), "{\"processes\": [{\"pid\"");

    assertThat(new ProcessLedger(file).read()).isEmpty();
  }

  @Test
  void anOrphanIsStopped() throws Exception {
    var entry = start("exec sleep 600");

    var stopped = new Orphans(PATIENCE).stop(List.of(entry));

    assertThat(stopped).containsExactly(entry);
    assertThat(started.getFirst().waitFor(1, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anOrphanThatDoesNotStopIsKilled() throws Exception {
    var entry = start("trap '' TERM; echo ready; while :; do read -t 600 _ < /dev/zero; done");
    assertThat(started.getFirst().inputReader().readLine()).isEqualTo("ready");

    new Orphans(Duration.ofMillis(300)).stop(List.of(entry));

    assertThat(started.getFirst().waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(started.getFirst().exitValue()).isEqualTo(137);
  }

  @Test
  void anotherProcessWithThePidIsLeftAlone() throws Exception {
    var entry = start("exec sleep 600");
    var earlier = new Entry(entry.name(), entry.pid(), entry.started().minusSeconds(60));

    assertThat(new Orphans(PATIENCE).stop(List.of(earlier))).isEmpty();
    assertThat(started.getFirst().isAlive()).isTrue();
  }

  @Test
  void aProcessThatEndedIsNoOrphan() throws Exception {
    var entry = start("exit 0");
    assertThat(started.getFirst().waitFor(10, TimeUnit.SECONDS)).isTrue();

    assertThat(new Orphans(PATIENCE).stop(List.of(entry))).isEmpty();
  }

  private Entry start(String script) throws IOException {
    var process = new ProcessBuilder("bash", "-c", script).start();
    started.add(process);
    var time = process.info().startInstant().orElseGet(Instant::now);
    return new Entry("orphan", process.pid(), time);
  }
}
