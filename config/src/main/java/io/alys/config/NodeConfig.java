package io.alys.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of a node; a component gets its own record of it, never all. {@code
 * reference.conf} says what each setting means.
 *
 * @param dataDir folder of what the node stores
 * @param chainSpec file with the network's constants
 * @param allowDevDefaults whether fields missing in the spec take V1's development values
 * @param shutdownDeadline from the first signal to the end of the process
 * @param validator the key to sign with, null for a node that follows the chain
 * @param chaos whether faults can be ordered, for tests alone
 */
public record NodeConfig(
    Path dataDir,
    Path chainSpec,
    boolean allowDevDefaults,
    Duration shutdownDeadline,
    @Nullable ValidatorConfig validator,
    ExecutionConfig execution,
    RpcConfig rpc,
    P2pConfig p2p,
    ChainConfig chain,
    MiningConfig mining,
    ValidationConfig validation,
    AdminConfig admin,
    TracingConfig tracing,
    ActorsConfig actors,
    ShutdownConfig shutdown,
    boolean chaos) {

  private static final Duration MIN_SHUTDOWN = Duration.ofSeconds(1);
  private static final Duration MAX_SHUTDOWN = Duration.ofMinutes(10);

  /** Checks the settings that stand above the components. */
  public NodeConfig {
    Checks.of("")
        .within("shutdown-deadline", shutdownDeadline, MIN_SHUTDOWN, MAX_SHUTDOWN)
        .that(
            rpc.port() != admin.port() || !rpc.bind().equals(admin.bind()),
            "admin.port",
            "is rpc.port too",
            "choose another port for one of them")
        .that(
            shutdown.total().compareTo(shutdownDeadline) <= 0,
            "shutdown-deadline",
            "is below the sum of shutdown's parts",
            "raise it or lower one of them")
        .done();
  }
}
