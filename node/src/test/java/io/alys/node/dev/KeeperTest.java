package io.alys.node.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.node.dev.DevOptions.Restarts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeping programs alive and stopping them in order, with shell scripts as programs. */
final class KeeperTest {
  private final Instant now = Instant.now();

  private final StringWriter printed = new StringWriter();

  @TempDir private Path folder;
  private Keeper keeper;
  private ProcessLedger ledger;

  @BeforeEach
  void build() {
    ledger = new ProcessLedger(folder.resolve("processes.json"));
    keeper = keeper(Restarts.ON);
  }

  @AfterEach
  void stop() throws InterruptedException {
    keeper.stop();
  }

  @Test
  void aProgramThatDiesIsStartedAgain() {
    var program = keeper.start(program("client", "echo last words; kill -9 $$"));
    awaitDeath(program);

    keeper.look(now);
    keeper.look(now.plusSeconds(10));

    assertThat(printed.toString())
        .contains("client        died, killed by signal 9; its last lines:")
        .contains("    last words")
        .contains("is started again in 250 ms")
        .contains("client        started again");
  }

  @Test
  void itIsNotStartedBeforeTheDelayIsOver() {
    var program = keeper.start(program("client", "exit 1"));
    awaitDeath(program);

    keeper.look(now);
    keeper.look(now.plusMillis(249));

    assertThat(printed.toString()).contains("exit code 1").doesNotContain("started again\n");
  }

  @Test
  void withoutRestartsThePersonIsToldHow() {
    keeper = keeper(Restarts.OFF);
    var program = keeper.start(program("client", "exit 1"));
    awaitDeath(program);

    keeper.look(now);
    keeper.look(now.plusSeconds(60));

    assertThat(printed.toString())
        .contains("is left stopped; by hand: bash -c exit 1")
        .doesNotContain("started again");
  }

  @Test
  void aNodeThatCannotGoOnEndsTheNetwork() {
    var program = keeper.start(program("node-0", "echo damaged keystore; exit 2"));
    awaitDeath(program);

    assertThatThrownBy(() -> keeper.look(now))
        .isInstanceOfSatisfying(DevFailure.class, it -> assertThat(it.exitCode()).isEqualTo(2))
        .hasMessageContaining("node-0 can't go on until something is changed");
    assertThat(printed.toString()).contains("    damaged keystore");
  }

  @Test
  void theLedgerNamesWhatRuns() {
    var program = keeper.start(program("client", "exec sleep 600"));
    var child = program.running().orElseThrow();

    assertThat(ledger.read())
        .containsExactly(new ProcessLedger.Entry("client", child.pid(), child.started()));
  }

  @Test
  void whatWasStartedLastIsStoppedFirst() throws Exception {
    var order = folder.resolve("order");
    for (var name : List.of("first", "second")) {
      var ready = folder.resolve(name);
      var script =
          "trap 'echo %s >> %s; exit 0' TERM; touch %s; while :; do sleep 0.05; done"
              .formatted(name, order, ready);
      keeper.start(program(name, script));
      awaitFile(ready);
    }

    keeper.stop();

    assertThat(Files.readAllLines(order)).containsExactly("second", "first");
    assertThat(ledger.read()).isEmpty();
  }

  @Test
  void settingsOfThisProcessAreNotThoseOfANode() throws Exception {
    var plan =
        new ChildPlan(
            "client",
            List.of("bash", "-c", "env > env.txt; touch done"),
            Map.of("CLASSPATH", "jars"),
            folder,
            () -> {});

    keeper.start(new Program(plan, folder.resolve("client.log"), EventLines.none()));
    awaitFile(folder.resolve("done"));

    assertThat(Files.readString(folder.resolve("env.txt")))
        .contains("CLASSPATH=jars")
        .doesNotContain("ALYS_RPC");
  }

  @Test
  void aProgramThatIsMissingIsNamed() {
    var plan =
        new ChildPlan(
            "client", List.of(folder.resolve("none").toString()), Map.of(), folder, () -> {});
    var program = new Program(plan, folder.resolve("client.log"), EventLines.none());

    keeper.start(program);
    awaitDeath(program);
    keeper.look(now);

    assertThat(printed.toString()).contains("client        died");
  }

  private Keeper keeper(Restarts restarts) {
    var console = new Console(new PrintWriter(printed, true), Clock.systemUTC());
    return new Keeper(console, ledger, restarts);
  }

  private Program program(String name, String script) {
    var plan = new ChildPlan(name, List.of("bash", "-c", script), Map.of(), folder, () -> {});
    return new Program(plan, folder.resolve(name + ".log"), line -> Optional.empty());
  }

  private static void awaitDeath(Program program) {
    program
        .running()
        .ifPresent(child -> ProcessHandle.of(child.pid()).ifPresent(it -> it.onExit().join()));
  }

  private static void awaitFile(Path file) throws IOException {
    var deadline = Instant.now().plusSeconds(20);
    while (!Files.exists(file)) {
      assertThat(Instant.now()).as("waiting for " + file).isBefore(deadline);
      Thread.onSpinWait();
    }
  }
}
