package io.alys.node.wiring;

import io.alys.actors.Guardian;
import io.alys.actors.chain.ChainSetup;
import io.alys.actors.chain.ChainSupervisor;
import io.alys.actors.mining.AuxPowActor;
import io.alys.actors.storage.StorageActor;
import io.alys.config.NodeConfig;
import io.alys.integration.bls.JblstScheme;
import io.alys.integration.spec.ChainSpecFile;
import io.alys.integration.spec.MissingFields;
import io.alys.integration.spec.SpecFileProblem;
import io.alys.integration.spec.SpecFileResult;
import io.alys.node.cli.StopRequest;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.spec.ChainSpec;
import java.time.InstantSource;
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
    RpcWiring.checkPort(config.rpc());
    var execution = new ExecutionWiring(config.execution(), spec.spec(), clock);
    endIfStopped();
    var signing = SigningWiring.open(config, spec.spec());
    StorageWiring storage = null;
    try {
      endIfStopped();
      checkClient(execution);
      storage = new StorageWiring(config.dataDir(), spec.spec(), spec.identity());
      storage.checkClock(clock, spec.spec());
      endIfStopped();
      var plan = plan(spec.spec(), execution, signing, storage);
      return RunningNode.start(plan, config, spec.spec(), () -> close(null, signing));
    } catch (CannotStart | StoppedEarly e) {
      close(storage, signing);
      throw e;
    }
  }

  private void endIfStopped() throws StoppedEarly {
    if (stop.isRequested()) {
      LOG.info("told to stop before the node ran");
      throw new StoppedEarly();
    }
  }

  private static void close(@Nullable StorageWiring storage, @Nullable SigningWiring signing) {
    if (storage != null) {
      storage.close();
    }
    if (signing != null) {
      signing.close();
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

  private Guardian.Plan plan(
      ChainSpec spec,
      ExecutionWiring execution,
      @Nullable SigningWiring signing,
      StorageWiring storage) {
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
            config.mining().maxTemplates(), config.mining().maxPendingProofs(), chain.askTimeout());
    var chainPlan =
        new ChainSupervisor.Plan(
            spec,
            clock,
            scheme,
            execution::engine,
            signing == null ? null : signing.behavior(clock, spec),
            signing == null ? null : signing.authority(),
            config.validation().workers(),
            limits,
            mining);
    return new Guardian.Plan(
        events -> StorageActor.create(storage.stores(), StorageActor.Limits.DEFAULT, events),
        chainPlan);
  }
}
