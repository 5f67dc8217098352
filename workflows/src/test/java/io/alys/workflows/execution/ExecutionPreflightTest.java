package io.alys.workflows.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.execution.ClientVersion;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.workflows.execution.PreflightFinding.JwtRefused;
import io.alys.workflows.execution.PreflightFinding.MethodsMissing;
import io.alys.workflows.execution.PreflightFinding.NotAnEngine;
import io.alys.workflows.execution.PreflightFinding.TooOld;
import io.alys.workflows.execution.PreflightFinding.Unreachable;
import io.alys.workflows.execution.PreflightFinding.WrongChainId;
import io.alys.workflows.execution.PreflightFinding.WrongGenesis;
import io.alys.workflows.fakes.FakeExecutionClient;
import io.alys.workflows.fakes.FakePayloads;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What start-up finds out about an execution client. */
class ExecutionPreflightTest {

  private static final String ENDPOINT = "http://127.0.0.1:8551";
  private static final ExecutionExpectation EXPECTED =
      new ExecutionExpectation(
          ENDPOINT, UInt64.of(7), FakePayloads.genesis().blockHash(), Set.of(EngineFork.DENEB));

  private final FakeExecutionClient client = new FakeExecutionClient(7);

  @Test
  void aFittingClientHasNoFindings() {
    assertThat(check(client)).isEmpty();
  }

  @Test
  void aSilentClientMayHeal() {
    client.failWith(new ExecutionFailure(Kind.UNAVAILABLE, "connection refused"));

    var findings = check(client);

    assertThat(findings).containsExactly(new Unreachable(ENDPOINT, "connection refused"));
    assertThat(findings.getFirst().heals()).isTrue();
    assertThat(findings.getFirst().line())
        .isEqualTo(
            "execution client at http://127.0.0.1:8551 does not answer (connection refused): start"
                + " it, or correct the address of its engine port");
  }

  @Test
  void aRefusedTokenDoesNotHeal() {
    client.failWith(new ExecutionFailure(Kind.UNAUTHORIZED, "HTTP 401"));

    var findings = check(client);

    assertThat(findings).containsExactly(new JwtRefused(ENDPOINT, "HTTP 401"));
    assertThat(findings.getFirst().heals()).isFalse();
  }

  @Test
  void missingEngineMethodsMeanThatTheClientIsTooOld() {
    client.offer(Set.of("engine_newPayloadV2", "engine_newPayloadV3"));

    assertThat(check(client))
        .containsExactly(
            new TooOld(
                new ClientVersion("FK", "Fake", "1.0", "00000000"),
                Set.of("engine_forkchoiceUpdatedV3", "engine_getPayloadV3")));
  }

  @Test
  void aClientWithoutCapabilitiesIsTooOld() {
    client.failWith(new ExecutionFailure(Kind.METHOD_MISSING, "engine_exchangeCapabilities"));

    assertThat(check(client))
        .containsExactly(new TooOld(null, Set.of("engine_exchangeCapabilities")));
  }

  @Test
  void aMissingOrdinaryMethodIsNamed() {
    client.failWith(new ExecutionFailure(Kind.METHOD_MISSING, "eth_chainId"));

    assertThat(check(client)).containsExactly(new MethodsMissing(ENDPOINT, Set.of("eth_chainId")));
  }

  @Test
  void somethingElseThatAnswersIsNoEngine() {
    client.failWith(new ExecutionFailure(Kind.MALFORMED_ANSWER, "not JSON"));

    assertThat(check(client)).containsExactly(new NotAnEngine(ENDPOINT, "not JSON"));
  }

  @Test
  void anotherGenesisIsNamed() {
    var other = new ExecutionExpectation(ENDPOINT, UInt64.of(7), Hash32.ZERO, Set.of());

    var findings = ExecutionPreflight.check(client, other).toCompletableFuture().join();

    assertThat(findings)
        .containsExactly(new WrongGenesis(Hash32.ZERO, FakePayloads.genesis().blockHash()));
    assertThat(findings).noneMatch(PreflightFinding::heals);
  }

  @Test
  void anotherChainIsNamedOnceThoughItsGenesisDiffersToo() {
    var other = new ExecutionExpectation(ENDPOINT, UInt64.of(8), Hash32.ZERO, Set.of());

    var findings = ExecutionPreflight.check(client, other).toCompletableFuture().join();

    assertThat(findings).containsExactly(new WrongChainId(UInt64.of(8), UInt64.of(7)));
    assertThat(findings).noneMatch(PreflightFinding::heals);
  }

  private static List<PreflightFinding> check(FakeExecutionClient client) {
    return ExecutionPreflight.check(client, EXPECTED).toCompletableFuture().join();
  }
}
