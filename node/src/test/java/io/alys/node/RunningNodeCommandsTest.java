package io.alys.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.admin.AdminFixture;
import io.alys.node.admin.NodeFile;
import io.alys.node.cli.StopRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alys stop} and {@code alys actor}, against an administration beside another process. */
final class RunningNodeCommandsTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private AdminFixture admin;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    admin = new AdminFixture(folder);
    process = new ProcessBuilder("sleep", "120").start();
    file(process.toHandle(), admin.server().url()).write(folder);
  }

  @AfterEach
  void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
    admin.close();
  }

  @Test
  void stopWaitsUntilTheProcessHasEnded() {
    admin.whenStopped(process::destroy);

    assertThat(run("stop")).isZero();

    assertThat(process.isAlive()).isFalse();
    assertThat(admin.orders()).containsExactly("stop");
    assertThat(out.toString())
        .contains("stopping  process " + process.pid(), admin.server().url().toString())
        .contains("stopped   after ");
  }

  @Test
  void aNodeThatDoesNotEndIsNotWaitedForForEver() {
    assertThat(run("stop", "--timeout", "10ms")).isEqualTo(1);

    assertThat(err.toString()).contains("process " + process.pid() + " still runs after");
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    assertThat(inFolder(folder.resolve("nowhere"), "stop")).isEqualTo(2);

    assertThat(err.toString()).contains("alys stop: there is no folder", "nowhere");
  }

  @Test
  void whereNoNodeRunsIsSaid() throws IOException {
    NodeFile.delete(folder);

    assertThat(run("stop")).isEqualTo(1);
    assertThat(err.toString()).contains("no node runs in " + folder, "node.json");
  }

  @Test
  void aNodeThatHasEndedWithoutAWordIsSaid() throws Exception {
    process.destroyForcibly().waitFor();

    assertThat(run("actor", "list")).isEqualTo(1);
    assertThat(err.toString()).contains("process " + process.pid() + ", the last one, has ended");
  }

  @Test
  void anotherProcessOfTheSameNumberIsNotTheNode() throws IOException {
    new NodeFile(process.pid(), Instant.EPOCH.plusSeconds(1), admin.server().url(), "test")
        .write(folder);

    assertThat(run("stop")).isEqualTo(1);
    assertThat(process.isAlive()).isTrue();
    assertThat(admin.orders()).isEmpty();
  }

  @Test
  void aFileThatNoNodeWroteIsNamed() throws IOException {
    Files.writeString(folder.resolve("node.json"), "{\"pid\": ");

    assertThat(run("stop")).isEqualTo(2);
    assertThat(err.toString()).contains("node.json is not what a node writes");
  }

  @Test
  void whoMayNotReadTheTokenIsTold() throws IOException {
    Files.delete(folder.resolve("admin.token"));

    assertThat(run("stop")).isEqualTo(2);
    assertThat(err.toString()).contains("admin.token can't be read", "as the user of the node");
  }

  @Test
  void aTokenOfAnEarlierStartIsSaidToBeRefused() throws IOException {
    Files.writeString(folder.resolve("admin.token"), "00".repeat(32));

    assertThat(run("stop")).isEqualTo(1);
    assertThat(err.toString()).contains("the node says: send the token");
    assertThat(admin.orders()).isEmpty();
  }

  @Test
  void aNodeThatDoesNotAnswerIsSaid() throws IOException {
    file(process.toHandle(), URI.create("http://127.0.0.1:1")).write(folder);

    assertThat(run("actor", "list")).isEqualTo(1);
    assertThat(err.toString()).contains("does not answer at http://127.0.0.1:1");
  }

  @Test
  void theFolderIsNotNamedTwice() {
    assertThat(run("stop", "--config", "alys.conf")).isEqualTo(2);

    assertThat(err.toString()).contains("--data-dir or --config, not both");
  }

  @Test
  void aConfigurationThatIsRefusedIsExplained() {
    assertThat(execute("stop", "--config", folder.resolve("none.conf").toString())).isEqualTo(2);

    assertThat(err.toString()).contains("none.conf");
  }

  @Test
  void theConfigurationNamesTheFolder() throws IOException {
    var config = folder.resolve("alys.conf");
    Files.writeString(
        config, "alys { data-dir = \".\", chain-spec = c.json, execution.jwt-secret = j.hex }");

    assertThat(execute("actor", "list", "--config", config.toString())).isZero();
  }

  @Test
  void actorsAreListedAsATable() {
    assertThat(run("actor", "list")).isZero();

    var lines = out.toString().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("node: degraded: /chain/engine: failed lately: boom");
    assertThat(lines.get(2))
        .isEqualTo("PATH           STATE    HEALTH    RESTARTS  WAITING  WHAT IS WRONG");
    assertThat(lines.get(3))
        .isEqualTo("/chain/engine  running  degraded  3         2/1000   failed lately: boom");
    assertThat(lines.get(4)).isEqualTo("/chain/head    running  healthy   0         0/1000");
  }

  @Test
  void programsGetActorsAsJson() {
    assertThat(run("actor", "list", "--json")).isZero();

    assertThat(out.toString()).startsWith("{").contains("\"lastErrorAt\"");
  }

  @Test
  void actorsAreRestartedAndRetried() {
    assertThat(run("actor", "restart", "/chain/engine")).isZero();
    assertThat(run("actor", "retry", "/storage")).isZero();

    assertThat(admin.orders()).containsExactly("restart /chain/engine", "retry /storage");
    assertThat(out.toString()).contains("/chain/engine has begun again");
  }

  @Test
  void anOrderThatEndsTheAdministrationIsNotWaitedFor() {
    assertThat(run("actor", "restart", "/own")).isZero();

    assertThat(out.toString()).contains("/own begins again, and the node's administration with it");
  }

  @Test
  void whatTheNodeRefusesIsToldInItsWords() {
    assertThat(run("actor", "restart", "/refused")).isEqualTo(2);
    assertThat(err.toString())
        .contains("alys actor restart: the node says: /refused: there is no such part");

    assertThat(run("actor", "restart", "/slow")).isEqualTo(1);
    assertThat(err.toString()).contains("not done within");
  }

  @Test
  void deadLettersAreListedAndReplayed() {
    assertThat(run("actor", "dead-letters")).isZero();
    assertThat(out.toString()).contains("ID", "CAUSE", " kept, ");

    assertThat(run("actor", "dead-letters", "replay", "99")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no dead letter 99");
  }

  @Test
  void theHelpOfEachCommandTellsItsExitCodes() {
    for (var command :
        List.of(
            List.of("stop"),
            List.of("actor", "list"),
            List.of("actor", "restart"),
            List.of("actor", "retry"),
            List.of("actor", "dead-letters"),
            List.of("actor", "dead-letters", "replay"))) {
      var arguments = new ArrayList<>(command);
      arguments.add("--help");

      assertThat(execute(arguments.toArray(String[]::new))).isZero();
    }
    assertThat(out.toString().split("Exit codes: 0", -1)).hasSize(7);
  }

  private static NodeFile file(ProcessHandle process, URI admin) {
    return new NodeFile(process.pid(), process.info().startInstant().orElseThrow(), admin, "test");
  }

  private int run(String... command) {
    return inFolder(folder, command);
  }

  private int inFolder(Path dataDir, String... command) {
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data-dir", dataDir.toString()));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return Main.commandLine(new StopRequest())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
