package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One command starts a chain, stops all of it, and takes it up again. */
@Timeout(240)
final class DevTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final List<String> KEYS =
      List.of("consensusRpc", "adminHttp", "evmRpc", "engine", "p2p", "bitcoinRpc", "governance");

  /** Below the ports that systems give out by themselves. */
  private final int portBase = 20_000 + 100 * (int) (ProcessHandle.current().pid() % 100);

  @TempDir private Path folder;

  @BeforeEach
  void needGeth() {
    Machine.require("geth");
  }

  @Test
  void oneCommandStartsAChainStopsAllOfItAndTakesItUpAgain() {
    long height;
    List<ProcessHandle> children;
    try (var dev = start();
        var rpc = dev.rpc()) {
      assertThat(dev.endpoints().propertyNames()).containsAll(KEYS).contains("nodes");
      var node = dev.endpoints().required("nodes").required(0);
      assertThat(node.propertyNames()).containsAll(KEYS).contains("name", "role", "pid");
      Await.until("four blocks", LIMIT, () -> height(rpc) >= 4);
      height = height(rpc);
      expectHealthy(dev);
      children = dev.children();

      assertThat(dev.process().terminate()).isIn(0, 143);
    }
    assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);

    try (var dev = start();
        var rpc = dev.rpc()) {
      assertThat(height(rpc)).isGreaterThanOrEqualTo(height);
      Await.until("a final range", LIMIT, () -> new Ranges(rpc).found() > 0);
    }
  }

  @Test
  void whatAKilledRunLeftBehindIsStoppedByTheNext() {
    List<ProcessHandle> orphans;
    long height;
    try (var dev = start();
        var rpc = dev.rpc()) {
      Await.until("two blocks", LIMIT, () -> height(rpc) >= 2);
      height = height(rpc);
      orphans = dev.children();
      dev.process().kill();
    }
    try (var dev = start();
        var rpc = dev.rpc()) {
      assertThat(orphans).isNotEmpty().noneMatch(ProcessHandle::isAlive);
      Await.until("two blocks more", LIMIT, () -> height(rpc) >= height + 2);
    } finally {
      orphans.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** The node's administration is where the file says, for the node at the top and in the list. */
  private void expectHealthy(DevNetwork dev) {
    var url = dev.endpoints().required("adminHttp").asString();
    var node = dev.endpoints().required("nodes").required(0);
    assertThat(node.required("adminHttp").asString()).isEqualTo(url);
    try (var admin = new Admin(URI.create(url).getPort(), folder.resolve("dev/node-0/data"))) {
      Await.until("a healthy node", LIMIT, () -> isHealthy(admin));
    }
  }

  private static boolean isHealthy(Admin admin) {
    return admin
        .tree("/healthz")
        .filter(answer -> answer.required("alive").asBoolean())
        .filter(answer -> answer.required("health").asString().equals("healthy"))
        .isPresent();
  }

  private DevNetwork start() {
    var base = Integer.toString(portBase);
    return DevNetwork.start(
        folder, folder.resolve("dev"), "--slot", "1s", "--execution", "geth", "--port-base", base);
  }

  private static long height(JsonRpc rpc) {
    return rpc.ask("alys_status").map(s -> LocalNode.heightOf(s, "certified")).orElse(-1L);
  }
}
