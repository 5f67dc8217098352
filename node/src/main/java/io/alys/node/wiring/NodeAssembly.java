package io.alys.node.wiring;

import io.alys.actors.Guardian;
import io.alys.actors.chain.ChainPlan;
import io.alys.actors.chain.ChainSetup;
import io.alys.actors.mining.AuxPowActor;
import io.alys.actors.registry.ActorRoster;
import io.alys.actors.registry.RegistrySettings;
import io.alys.actors.storage.StorageActor;
import io.alys.actors.storage.StoragePlan;
import io.alys.config.NodeConfig;
import io.alys.integration.bls.JblstScheme;
import io.alys.integration.spec.ChainSpecFile;
import io.alys.integration.spec.MissingFields;
import io.alys.integration.spec.SpecFileProblem;
import io.alys.integration.spec.SpecFileResult;
import io.alys.integration.telemetry.NodeMetrics;
import io.alys.integration.telemetry.OpenTelemetryTracing;
import io.alys.integration.telemetry.SpanCounts;
import io.alys.node.admin.NodeFile;
import io.alys.node.cli.StopRequest;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.spec.ChainSpec;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a node from its configuration, checking everything that can be checked before it runs.
 * What it opened is closed again when a later check fails.
 */
public final class NodeAssembly {

  private static final Logger LOG = LoggerFactory.getLogger(NodeAssembly.class);

  private final NodeConfig config;
  private final InstantSource clock;
  private final StopRequest stop;
  private final BlsScheme scheme = new JblstScheme();

  /** An assembly for one start, which ends early when {@code stop} is requested. */
  public NodeAssembly(NodeConfig config, InstantSource clock, StopRequest stop) {
    this.config = config;
    this.clock = clock;
    this.stop = stop;
  }

  /** Checks, opens and starts; the node runs when this returns. */
  public RunningNode start() throws CannotStart, StoppedEarly, InterruptedException {
    var spec = readSpec();
    ApiWiring.checkPorts(config);
    var execution = new ExecutionWiring(config.execution(), spec.spec(), clock);
    endIfStopped();
    var signing = SigningWiring.open(config, spec.spec());
    StorageWiring storage = null;
    OpenTelemetryTracing tracing = null;
    try {
      endIfStopped();
      checkClient(execution);
      storage = new StorageWiring(config.dataDir(), spec.spec(), spec.identity());
      storage.checkClock(clock, spec.spec());
      tracing = RuntimeWiring.openTracing(config);
      var token = RuntimeWiring.token(config.dataDir());
      endIfStopped();
      var api = ApiWiring.Settings.of(config, token, spec.spec());
      return run(new Opened(execution, signing, storage, tracing), spec.spec(), api);
    } catch (CannotStart | StoppedEarly e) {
      close(tracing);
      close(storage);
      close(signing);
      throw e;
    }
  }

  /** What has been opened so far. */
  private record Opened(
      ExecutionWiring execution,
      @Nullable SigningWiring signing,
      StorageWiring storage,
      @Nullable OpenTelemetryTracing tracing) {}

  private RunningNode run(Opened opened, ChainSpec spec, ApiWiring.Settings api) {
    var metrics = new CompletableFuture<NodeMetrics>();
    var servers = new ApiWiring(api, metrics::join, stop::request);
    var plan =
        new Guardian.Plan(
            new StoragePlan(opened.storage().stores(), StorageActor.Limits.DEFAULT),
            chain(spec, opened),
            null,
            servers::part,
            clock,
            RegistrySettings.DEFAULT,
            new ActorRoster(RegistrySettings.DEFAULT),
            config.chaos());
    var tracing = opened.tracing();
    var ground =
        new RunningNode.Ground(
            RuntimeWiring.setup(config, tracing),
            tracing == null ? () -> SpanCounts.NONE : tracing::counts,
            new ShutdownPhases(config.shutdown()),
            config.shutdownDeadline());
    var belongings =
        new RunningNode.Belongings(
            () -> close(opened.signing()),
            () -> close(opened.storage()),
            () -> {
              close(tracing);
              close(() -> NodeFile.delete(config.dataDir()));
            });
    return RunningNode.start(plan, ground, metrics, belongings);
  }

  private static void close(@Nullable AutoCloseable opened) {
    if (opened != null) {
      try {
        opened.close();
      } catch (Exception e) {
        LOG.warn("{} did not close: {}", opened.getClass().getSimpleName(), e.toString());
      }
    }
  }

  private void endIfStopped() throws StoppedEarly {
    if (stop.isRequested()) {
      LOG.info("told to stop before the node ran");
      throw new StoppedEarly();
    }
  }

  private SpecFileResult.Accepted readSpec() throws CannotStart {
    var missing = config.allowDevDefaults() ? MissingFields.DEV_DEFAULTS : MissingFields.REFUSED;
    return switch (ChainSpecFile.read(config.chainSpec(), missing, scheme)) {
      case SpecFileResult.Accepted accepted -> {
        accepted.warnings().forEach(warning -> LOG.warn("chain spec: {}", warning));
        yield accepted;
      }
      case SpecFileResult.Refused refused ->
          throw new CannotStart(
              false, refused.problems().stream().map(SpecFileProblem::line).toList());
    };
  }

  private void checkClient(ExecutionWiring execution)
      throws CannotStart, StoppedEarly, InterruptedException {
    var findings = execution.preflight(stop.whenRequested());
    endIfStopped();
    var fatal = findings.stream().filter(finding -> !finding.heals()).toList();
    if (!fatal.isEmpty()) {
      throw new CannotStart(false, fatal.stream().map(f -> f.line()).toList());
    }
    findings.forEach(finding -> LOG.warn("{}; the node starts and keeps trying", finding.line()));
  }

  private ChainPlan chain(ChainSpec spec, Opened opened) {
    var chain = config.chain();
    var limits =
        new ChainSetup.Limits(
            chain.maxPendingBlocks(),
            chain.maxCandidates(),
            chain.importPatience(),
            chain.askTimeout(),
            chain.retryDelay());
    var mining =
        new AuxPowActor.Limits(
            config.mining().maxTemplates(),
            config.mining().maxPendingProofs(),
            chain.askTimeout(),
            chain.retryDelay());
    var signing = opened.signing();
    return new ChainPlan(
        spec,
        clock,
        scheme,
        new SystemEntropy(),
        opened.execution()::engine,
        opened.execution().breaker(),
        signing == null ? null : signing.behavior(clock, spec),
        signing == null ? null : signing.authority(),
        config.validation().workers(),
        limits,
        mining);
  }
}
