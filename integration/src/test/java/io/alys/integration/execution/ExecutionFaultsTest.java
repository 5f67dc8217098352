package io.alys.integration.execution;

import static io.alys.integration.execution.BlockDriver.get;
import static io.alys.integration.execution.ExecutionClientContractTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.testing.EthereumJs;
import io.alys.integration.testing.ExecutionProcess;
import io.alys.integration.testing.FaultyProxy;
import io.alys.integration.testing.FaultyProxy.Fault;
import io.alys.integration.testing.Geth;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.workflows.execution.ExecutionExpectation;
import io.alys.workflows.execution.ExecutionPreflight;
import io.alys.workflows.execution.PreflightFinding;
import io.alys.workflows.ports.ExecutionClient;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real execution clients that are stopped, killed, held, garbled or not the right ones. */
@Tag("real")
class ExecutionFaultsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"geth", "ethereumjs"})
  void afterKillingItTheChainCanBeFedAgain(String name) {
    try (var process = start(name);
        var client = process.connect()) {
      var driver = new BlockDriver(client);
      var blocks = new ArrayList<ExecutionPayload>();
      for (int i = 0; i < 10; i++) {
        blocks.add(driver.extend(List.of()));
      }

      process.kill();
      var failure = failureOf(client.latestBlock());
      process.start();
      awaken(process);
      feed(client, blocks);

      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(driver.latest().hash()).isEqualTo(blocks.getLast().blockHash());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"geth", "ethereumjs"})
  void restartedEmptyTheChainCanBeFedAgain(String name) {
    try (var process = start(name);
        var client = process.connect()) {
      var driver = new BlockDriver(client);
      var blocks = List.of(driver.extend(List.of()), driver.extend(List.of()));

      process.stop();
      process.wipe();
      process.start();
      awaken(process);
      assertThat(driver.latest().number()).isEqualTo(Height.ZERO);
      feed(client, blocks);

      assertThat(driver.latest().hash()).isEqualTo(blocks.getLast().blockHash());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"geth", "ethereumjs"})
  void aHeldClientCostsAQuickTimeoutAndIsBackAtOnce(String name) {
    try (var process = start(name);
        var client = process.connect()) {
      get(client.chainId());
      process.pause();

      var asked = Instant.now();
      var failure = failureOf(client.chainId());
      var waited = Duration.between(asked, Instant.now());
      process.resume();

      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure).hasMessage("no answer to eth_chainId within 1000 ms");
      assertThat(waited).isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
      assertThat(get(client.chainId())).isEqualTo(UInt64.of(RealChain.GENESIS.chainId()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"geth", "ethereumjs"})
  void whatIsWrongOnTheWayIsNamed(String name) {
    try (var process = start(name);
        var proxy = new FaultyProxy(process.engineUrl());
        var client = process.connect(process.settings(proxy.url()))) {
      get(client.chainId());

      proxy.spoil(Fault.SILENCE);
      assertThat(failureOf(client.chainId()).kind()).isEqualTo(Kind.UNAVAILABLE);
      proxy.spoil(Fault.HANG_UP);
      assertThat(failureOf(client.chainId()).kind()).isEqualTo(Kind.UNAVAILABLE);
      proxy.spoil(Fault.CUT);
      assertThat(failureOf(client.chainId()).kind()).isIn(Kind.UNAVAILABLE, Kind.MALFORMED_ANSWER);
      proxy.spoil(Fault.GARBLE);
      assertThat(failureOf(client.chainId()).kind()).isIn(Kind.UNAVAILABLE, Kind.MALFORMED_ANSWER);
      proxy.spoil(Fault.NONE);
      assertThat(get(client.chainId())).isEqualTo(UInt64.of(RealChain.GENESIS.chainId()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"geth", "ethereumjs"})
  void preflightNamesTheCauseOfWhatIsWrong(String name) throws IOException {
    try (var process = start(name)) {
      var right = RealChain.expectation(process.engineUrl());
      var other =
          new ExecutionExpectation(right.endpoint(), UInt64.of(1), Hash32.ZERO, right.forks());

      try (var client = process.connect()) {
        assertThat(findings(client, right)).isEmpty();
        assertThat(findings(client, other))
            .extracting(finding -> (Object) finding.getClass())
            .containsExactly(PreflightFinding.WrongChainId.class);
      }
      try (var stranger = withAnotherSecret(process)) {
        assertThat(findings(stranger, right))
            .singleElement()
            .isInstanceOf(PreflightFinding.JwtRefused.class);
      }
      process.kill();
      try (var client = process.connect()) {
        assertThat(findings(client, right))
            .singleElement()
            .isInstanceOf(PreflightFinding.Unreachable.class)
            .matches(PreflightFinding::heals);
      }
    }
  }

  private EngineApiClient withAnotherSecret(ExecutionProcess process) throws IOException {
    var file = Files.writeString(folder.resolve("other.hex"), "0x" + "b0".repeat(32) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new EngineApiClient(
        process.settings(process.engineUrl()), JwtSecret.load(file), Clock.systemUTC());
  }

  private static List<PreflightFinding> findings(
      ExecutionClient client, ExecutionExpectation expected) {
    return get(ExecutionPreflight.check(client, expected));
  }

  private ExecutionProcess start(String name) {
    var process =
        name.equals("geth")
            ? new Geth(RealChain.GENESIS, folder)
            : new EthereumJs(RealChain.GENESIS, folder);
    process.start();
    awaken(process);
    return process;
  }

  /** ethereumjs says SYNCING until it is told a head for the first time. */
  private static void awaken(ExecutionProcess process) {
    try (var client = process.connect()) {
      var driver = new BlockDriver(client);
      driver.forkchoice(driver.latest().hash(), null);
    }
  }

  /**
   * What a node does with a client whose head fell back: execute again what is missing. A geth that
   * still has blocks without their state calls them valid and does not move its head to them, until
   * its head has been on another branch.
   */
  private static void feed(ExecutionClient client, List<ExecutionPayload> blocks) {
    var driver = new BlockDriver(client);
    var first = blocks.getFirst();
    driver.take(first);
    if (!driver.latest().hash().equals(first.blockHash())) {
      driver.extend(List.of(ExecutionClientContractTest.withdrawal(0, 1)));
    }
    blocks.forEach(driver::take);
  }
}
