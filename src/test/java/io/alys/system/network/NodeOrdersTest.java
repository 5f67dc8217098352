package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.admin.NodeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code alys stop} and {@code alys actor}, each a process, against a node that makes blocks. */
@Timeout(180)
final class NodeOrdersTest {
  private static final int DONE = 0;
  private static final int MAY_HEAL = 1;
  private static final int WILL_NOT = 2;

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private static Path folder;

  private static LocalNode node;

  @BeforeAll
  static void startClient() {
    Machine.require("geth");
    var files = ChainFiles.create(folder, Duration.ofSeconds(1));
    node = new LocalNode(folder, ExecutionKind.GETH, files);
    node.execution().start();
    node.startNode("test.chaos=true");
  }

  @AfterAll
  static void stopClient() {
    // Null when the tests are skipped.
    Optional.ofNullable(node).ifPresent(LocalNode::close);
  }

  @BeforeEach
  void awaitNode() {
    if (!node.process().isAlive()) {
      node.startNode("test.chaos=true");
    }
    node.awaitAnswer();
    Await.until("node.json", LIMIT, NodeOrdersTest::isFound);
  }

  /** By a file of this very process, not of one that was killed. */
  private static boolean isFound() {
    try {
      return NodeFile.read(data()).filter(file -> file.pid() == node.process().pid()).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aNodeIsStoppedAndWaitedForAndThenThereIsNone() {
    node.awaitHeight(1, LIMIT);
    long pid = node.process().pid();

    order("stop")
        .says(DONE, "stopping  process " + pid, "127.0.0.1:" + node.adminPort(), "stopped   after");
    assertThat(node.process().isAlive()).isFalse();
    assertThat(node.process().awaitExit(Duration.ZERO)).isZero();

    order("stop").says(MAY_HEAL, "alys stop: no node runs in " + data(), "node.json");
    order("actor", "list").says(MAY_HEAL, "no node runs in " + data());
  }

  @Test
  void theConfigurationNamesTheNodeToo() {
    var config = node.files().node().config().toString();

    run("actor", "list", "--config", config).says(DONE, "node: ", "/chain/head");
    run("stop", "--config", config).says(DONE, "stopped   after");
    assertThat(node.process().awaitExit(Duration.ZERO)).isZero();
  }

  @Test
  void whatAKilledNodeLeavesIsNotTakenForOne() {
    long pid = node.process().pid();
    node.process().kill();

    order("stop").says(MAY_HEAL, "no node runs in", "process " + pid, "has ended");
  }

  @Test
  void aNodeThatHangsIsNotWaitedForLongerThanWanted() {
    node.process().pause();
    try {
      long start = System.nanoTime();
      order("stop", "--timeout", "1s")
          .says(MAY_HEAL, "process " + node.process().pid(), "does not answer", "in time");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    } finally {
      // It would follow the order when it goes on.
      node.process().kill();
    }
  }

  @Test
  void anotherTokenIsRefusedAndTheNodeGoesOn() throws IOException {
    var file = data().resolve("admin.token");
    var token = Files.readString(file);
    Files.writeString(file, "00".repeat(32));
    try {
      order("stop").says(MAY_HEAL, "alys stop: the node says: send the token");
      order("actor", "restart", "/chain/engine").says(MAY_HEAL, "send the token");
    } finally {
      Files.writeString(file, token);
    }
    node.awaitHeight(node.height() + 2, LIMIT);
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    run("stop", "--data-dir", folder.resolve("nowhere").toString())
        .says(WILL_NOT, "there is no folder", "nowhere");
  }

  @Test
  void actorsAreListedForPeopleAndPrograms() {
    node.awaitHeight(1, LIMIT);

    order("actor", "list")
        .says(DONE, "PATH", "STATE", "/storage/", "/chain/signing", "/api/rpc", "running");
    assertThat(stateOf("/chain/head")).isEqualTo("running");
  }

  @Test
  void anActorIsRestartedAndTheChainGoesOn() {
    node.awaitHeight(1, LIMIT);

    order("actor", "restart", "/chain/head").says(DONE, "/chain/head has begun again");
    node.awaitHeight(node.height() + 2, LIMIT);
    order("actor", "restart", "/api/admin").says(DONE, "/api/admin begins again");
    Await.until("the list", LIMIT, () -> order("actor", "list").code == DONE);
  }

  @Test
  void ordersThatMakeNoSenseAreRefused() {
    order("actor", "restart", "/chain/nobody").says(WILL_NOT, "the node says: /chain/nobody");
    order("actor", "retry", "/api/rpc").says(WILL_NOT, "the node says: /api/rpc", "has not failed");
    order("actor", "restart", "head").says(WILL_NOT, "path must be an actor's");
  }

  @Test
  void anActorThatWasGivenUpIsTriedAgainAndBlocksAreMade() {
    node.awaitHeight(1, LIMIT);
    try (var admin = new Admin(node.adminPort(), data())) {
      assertThat(admin.crash("/chain/signing")).contains(true);
    }
    Await.until("given up", LIMIT, () -> stateOf("/chain/signing").equals("failed"));

    order("actor", "retry", "/chain/signing").says(DONE, "/chain/signing has begun again");

    node.awaitHeight(node.height() + 2, LIMIT);
    assertThat(stateOf("/chain/signing")).isEqualTo("running");
  }

  private static String stateOf(String actor) {
    var answer = order("actor", "list", "--json");
    return JsonMapper.shared()
        .readTree(answer.out)
        .required("actors")
        .valueStream()
        .filter(one -> one.required("path").asString().equals(actor))
        .map(one -> one.required("state"))
        .map(JsonNode::asString)
        .findFirst()
        .orElseThrow(() -> new AssertionError(actor + " is not listed: " + answer));
  }

  private static Path data() {
    return node.files().node().data();
  }

  /** A command about the node in its folder. */
  private static Answer order(String... command) {
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data-dir", data().toString()));
    return run(arguments.toArray(String[]::new));
  }

  private static Answer run(String... arguments) {
    var name = "order-" + System.nanoTime();
    try (var process = ChildProcess.start(Machine.alys(arguments), folder, name)) {
      int code = process.awaitExit(LIMIT);
      return new Answer(code, process.output(), process.errors());
    }
  }

  /** What a command ended with and said. */
  private record Answer(int code, String out, String err) {
    /** What was done is on standard output, why nothing was is on standard error. */
    void says(int wanted, String... words) {
      assertThat(code).as(toString()).isEqualTo(wanted);
      assertThat(wanted == DONE ? out : err).contains(words).doesNotContain("Exception");
      assertThat(wanted == DONE ? err : "").isEmpty();
    }
  }
}
