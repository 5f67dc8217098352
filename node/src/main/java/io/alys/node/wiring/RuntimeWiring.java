package io.alys.node.wiring;

import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.KindLimits;
import io.alys.actors.runtime.MonotonicClock;
import io.alys.actors.runtime.Overflow;
import io.alys.actors.runtime.RuntimeSetup;
import io.alys.config.ActorLimits;
import io.alys.config.NodeConfig;
import io.alys.integration.telemetry.OpenTelemetryTracing;
import io.alys.integration.telemetry.TraceExport;
import io.alys.node.Main;
import io.alys.node.admin.AdminToken;
import io.alys.workflows.ports.Tracing;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the actors' runtime is given: clock, limits, traces; and the key to orders. */
final class RuntimeWiring {

  private static final Logger LOG = LoggerFactory.getLogger(RuntimeWiring.class);

  private RuntimeWiring() {}

  static RuntimeSetup setup(NodeConfig config, @Nullable Tracing tracing) {
    if (config.chaos()) {
      LOG.warn(
          "alys.test.chaos is on: whoever holds the token can make any part of this node fail");
    }
    return new RuntimeSetup(
        MonotonicClock.SYSTEM,
        limits(config),
        tracing == null ? Tracing.OFF : tracing,
        new SystemEntropy());
  }

  private static Map<ActorKind, KindLimits> limits(NodeConfig config) {
    var limits = new HashMap<ActorKind, KindLimits>();
    config.actors().kinds().forEach((kind, its) -> limits.put(new ActorKind(kind), of(its)));
    return limits;
  }

  private static KindLimits of(ActorLimits limits) {
    var overflow =
        switch (limits.overflow()) {
          case DROP_OLDEST -> Overflow.DROP_OLDEST;
          case DROP_NEWEST -> Overflow.DROP_NEWEST;
          case REFUSE -> Overflow.REFUSE;
          case BACK_PRESSURE -> Overflow.BACK_PRESSURE;
        };
    return new KindLimits(
        limits.mailboxCapacity(),
        overflow,
        limits.maxStash(),
        limits.maxInFlight(),
        limits.slowAfter());
  }

  /** Null when no traces are wanted. */
  static @Nullable OpenTelemetryTracing openTracing(NodeConfig config) throws CannotStart {
    try {
      return new TraceExport(config.tracing(), System.getenv())
          .open(Main.version(), UUID.randomUUID().toString())
          .orElse(null);
    } catch (IOException e) {
      throw new CannotStart(
          false, "tracing.file: " + e.getMessage() + ": make its place writable, or name another");
    }
  }

  /** A new token for orders to this node. */
  static AdminToken token(Path dataDir) throws CannotStart {
    try {
      return AdminToken.create(dataDir, new SecureRandom());
    } catch (IOException e) {
      throw new CannotStart(
          true, AdminToken.file(dataDir) + " can't be written: " + e.getMessage());
    }
  }
}
