package io.alys.node.wiring;

import akka.actor.typed.DispatcherSelector;
import io.alys.actors.NodeActors;
import io.alys.actors.Surroundings;
import io.alys.actors.supervision.Addresses;
import io.alys.actors.supervision.ChildKey;
import io.alys.actors.supervision.ChildSpec;
import io.alys.actors.supervision.Part;
import io.alys.actors.supervision.Subtree;
import io.alys.config.NodeConfig;
import io.alys.integration.telemetry.NodeMetrics;
import io.alys.messages.ActorMessage;
import io.alys.node.Main;
import io.alys.node.admin.AdminNode;
import io.alys.node.admin.AdminServer;
import io.alys.node.admin.AdminSettings;
import io.alys.node.admin.AdminToken;
import io.alys.node.admin.ChaosDesk;
import io.alys.node.admin.NodeFile;
import io.alys.node.http.BindFailed;
import io.alys.node.http.OpenServer;
import io.alys.node.rpc.RpcFacts;
import io.alys.node.rpc.RpcNode;
import io.alys.node.rpc.RpcServer;
import io.alys.node.rpc.RpcSettings;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.supervision.SupervisionStrategy.ExponentialBackoff;
import io.alys.workflows.supervision.SupervisionStrategy.OneForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers at the node's rim, each an actor that opens and closes it. */
final class ApiWiring {

  private static final Logger LOG = LoggerFactory.getLogger(ApiWiring.class);

  private static final ChildKey<ActorMessage> RPC = ChildKey.of("rpc");
  private static final ChildKey<ActorMessage> ADMIN = ChildKey.of("admin");

  /** A port that somebody holds for a while, or an address that comes back. */
  private static final ExponentialBackoff BACKOFF =
      new ExponentialBackoff(
          Duration.ofMillis(100), Duration.ofSeconds(30), 2, 0.2, 1_000_000, Duration.ofSeconds(5));

  private static final RestartLimit LIMIT = new RestartLimit(3, Duration.ofMinutes(10));

  private final Settings settings;
  private final Supplier<NodeMetrics> metrics;
  private final Runnable stop;

  /** What the servers are made with. */
  record Settings(RpcSettings rpc, AdminSettings admin, ChainSpec spec, Path dataDir) {

    /** Reads what is needed, secrets included. */
    static Settings of(NodeConfig config, AdminToken token, ChainSpec spec) throws CannotStart {
      var admin = config.admin();
      return new Settings(
          RpcWiring.settings(config.rpc()),
          new AdminSettings(admin.bind().getHostAddress(), admin.port(), token),
          spec,
          config.dataDir());
    }
  }

  /**
   * The servers.
   *
   * @param metrics of the node, which exist as soon as a server opens
   * @param stop begins to stop the node and returns at once
   */
  ApiWiring(Settings settings, Supplier<NodeMetrics> metrics, Runnable stop) {
    this.settings = settings;
    this.metrics = metrics;
    this.stop = stop;
  }

  /** Refuses ports that are taken before a store is opened or a block made. */
  static void checkPorts(NodeConfig config) throws CannotStart {
    try {
      RpcServer.checkFree(RpcWiring.settings(config.rpc()));
      AdminServer.checkFree(config.admin().bind().getHostAddress(), config.admin().port());
    } catch (BindFailed e) {
      throw new CannotStart(e.restartMayHelp(), String.valueOf(e.getMessage()));
    }
  }

  /** The subtree. */
  Part part(Surroundings around) {
    return Subtree.of(
        "api",
        new OneForOne(LIMIT),
        server(RPC, addresses -> rpc(around, addresses))
            .withDependencies(NodeActors.HEAD, NodeActors.AUXPOW),
        server(ADMIN, addresses -> admin(around)));
  }

  /** A server's first opening for one incarnation of its actor. */
  @FunctionalInterface
  private interface Making {
    OpenServer open(Addresses addresses) throws BindFailed;
  }

  private static ChildSpec<ActorMessage> server(ChildKey<ActorMessage> key, Making making) {
    return ChildSpec.of(
            key,
            NodeActors.SERVER_KIND,
            BACKOFF,
            addresses -> ServerActor.create(() -> making.open(addresses)))
        .withDispatcher(DispatcherSelector.blocking());
  }

  private RpcServer rpc(Surroundings around, Addresses addresses) throws BindFailed {
    var node =
        new RpcNode(
            around.bus().address(addresses.of(NodeActors.HEAD)),
            around.bus().address(addresses.of(NodeActors.AUXPOW)),
            around.bus().address(around.registry()),
            // No deposit script: bitcoin sent there would not be followed yet.
            new RpcFacts(Main.version(), settings.spec().chainId(), null));
    return RpcServer.start(settings.rpc(), node, metrics.get().registry());
  }

  private AdminServer admin(Surroundings around) throws BindFailed {
    var node =
        new AdminNode(
            around.bus().address(around.registry()),
            around.supervisor(),
            around.bus().address(around.bus().deadLetters()),
            around.scheduler(),
            () -> metrics.get().scrape(),
            stop,
            chaos(around));
    var server = AdminServer.start(settings.admin(), node);
    try {
      NodeFile.ofThisProcess(server.url(), Main.version()).write(settings.dataDir());
    } catch (IOException e) {
      // The server answers all the same; alys stop and alys actor don't find it.
      LOG.warn("{} can't be written: {}", NodeFile.file(settings.dataDir()), e.toString());
    }
    return server;
  }

  private @Nullable ChaosDesk chaos(Surroundings around) {
    var actor = around.chaos();
    return actor == null
        ? null
        : new ChaosDesk(around.bus().address(actor), settings.admin().limits().orderTimeout());
  }
}
