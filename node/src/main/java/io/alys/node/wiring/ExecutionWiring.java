package io.alys.node.wiring;

import akka.actor.typed.Behavior;
import io.alys.actors.chain.EngineActor;
import io.alys.actors.chain.EngineSettings;
import io.alys.config.ExecutionConfig;
import io.alys.integration.execution.EngineApiClient;
import io.alys.integration.execution.EngineApiSettings;
import io.alys.integration.execution.InvalidJwtSecret;
import io.alys.integration.execution.JwtSecret;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.EngineStatus;
import io.alys.messages.types.UInt64;
import io.alys.workflows.execution.ExecutionExpectation;
import io.alys.workflows.execution.ExecutionPreflight;
import io.alys.workflows.execution.PreflightFinding;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.supervision.CircuitLimits;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The execution client: its address, secret and first check. */
final class ExecutionWiring {

  private static final int MAX_CONCURRENT_CALLS = 4;
  private static final long PREFLIGHT_SECONDS = 20;

  private final ExecutionConfig config;
  private final ChainSpec spec;
  private final InstantSource clock;
  private final JwtSecret secret;

  ExecutionWiring(ExecutionConfig config, ChainSpec spec, InstantSource clock) throws CannotStart {
    this.config = config;
    this.spec = spec;
    this.clock = clock;
    try {
      this.secret = JwtSecret.load(config.jwtSecret());
    } catch (InvalidJwtSecret e) {
      throw new CannotStart(false, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Findings of one live check; those that heal do not keep the node from starting. None when the
   * check is given up first.
   */
  List<PreflightFinding> preflight(CompletableFuture<Void> givenUp) throws InterruptedException {
    var expected =
        new ExecutionExpectation(
            config.engineUrl().toString(),
            UInt64.of(spec.v2().evmChainId()),
            spec.v2().executionGenesisHash(),
            forks());
    try (var client = connect()) {
      return ExecutionPreflight.check(client, expected)
          .toCompletableFuture()
          .applyToEither(givenUp.thenApply(_ -> List.<PreflightFinding>of()), found -> found)
          .get(PREFLIGHT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return List.of(new PreflightFinding.Unreachable(expected.endpoint(), String.valueOf(e)));
    }
  }

  Behavior<EngineProtocol.Command> engine(Consumer<EngineStatus> listener) {
    var settings =
        new EngineSettings(
            config.maxPendingCalls(),
            config.requestDeadline(),
            config.stuckCallTimeout(),
            config.breaker().probeInterval(),
            breaker());
    return EngineActor.create(this::connect, settings, clock, listener);
  }

  /** When calls, or the actor that makes them, are left alone for a while. */
  CircuitLimits breaker() {
    var breaker = config.breaker();
    return new CircuitLimits(breaker.failures(), breaker.recovery(), breaker.successes());
  }

  private EngineApiClient connect() {
    return new EngineApiClient(
        new EngineApiSettings(
            config.engineUrl(),
            config.publicUrl(),
            config.payloadTimeout(),
            config.cheapTimeout(),
            config.maxResponseSize(),
            MAX_CONCURRENT_CALLS),
        secret,
        clock);
  }

  private EnumSet<EngineFork> forks() {
    return spec.v2().cancunTime() == 0
        ? EnumSet.of(EngineFork.DENEB)
        : EnumSet.allOf(EngineFork.class);
  }
}
