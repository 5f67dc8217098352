package io.alys.config;

import io.alys.config.ExecutionConfig.BreakerConfig;
import io.alys.config.RpcConfig.Dialect;
import io.alys.config.RpcConfig.Login;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the record tree; one method for each section of reference.conf. */
final class NodeConfigReader {

  private record Top(
      Path dataDir,
      Path chainSpec,
      boolean allowDevDefaults,
      Duration shutdownDeadline,
      boolean chaos) {}

  private final Settings settings;

  NodeConfigReader(Settings settings) {
    this.settings = settings;
  }

  /** The configuration; empty when a section is refused. Problems are with the settings. */
  Optional<NodeConfig> read() {
    var top = top();
    var validator = new ValidatorReader(settings).read();
    var execution = execution();
    var rpc = rpc();
    var p2p = p2p();
    var chain = chain();
    var mining = mining();
    var validation = validation();
    var admin = admin();
    var tracing = tracing();
    var actors = new ActorSettings(settings).read();
    var shutdown = shutdown();
    if (anyMissing(
        execution, rpc, p2p, chain, mining, validation, admin, tracing, actors, shutdown)) {
      return Optional.empty();
    }
    return settings.checked(
        () ->
            new NodeConfig(
                top.dataDir(),
                top.chainSpec(),
                top.allowDevDefaults(),
                top.shutdownDeadline(),
                validator.orElse(null),
                execution.get(),
                rpc.get(),
                p2p.get(),
                chain.get(),
                mining.get(),
                validation.get(),
                admin.get(),
                tracing.get(),
                actors.get(),
                shutdown.get(),
                top.chaos()));
  }

  /** The settings of no section. */
  private Top top() {
    return new Top(
        settings.path("data-dir", "name the folder for the node's data"),
        settings.path("chain-spec", "name a chain.json; alys genesis new writes one"),
        settings.flag("allow-dev-defaults"),
        settings.duration("shutdown-deadline"),
        settings.flag("test.chaos"));
  }

  private static boolean anyMissing(Optional<?>... sections) {
    return Stream.of(sections).anyMatch(Optional::isEmpty);
  }

  private Optional<ExecutionConfig> execution() {
    var breaker = breaker().orElse(BreakerConfig.DEFAULT);
    return settings.checked(
        () ->
            new ExecutionConfig(
                settings.url("execution.engine-url"),
                settings.optionalUrl("execution.public-url").orElse(null),
                settings.path("execution.jwt-secret", "name the file shared with the client"),
                settings.duration("execution.payload-timeout"),
                settings.duration("execution.cheap-timeout"),
                settings.duration("execution.request-deadline"),
                settings.duration("execution.stuck-call-timeout"),
                settings.number("execution.max-pending-calls"),
                settings.size("execution.max-response-size"),
                breaker));
  }

  private Optional<BreakerConfig> breaker() {
    return settings.checked(
        () ->
            new BreakerConfig(
                settings.number("execution.breaker.failures"),
                settings.duration("execution.breaker.recovery"),
                settings.number("execution.breaker.successes"),
                settings.duration("execution.breaker.probe-interval")));
  }

  private Optional<RpcConfig> rpc() {
    var login = login();
    return settings.checked(
        () ->
            new RpcConfig(
                settings.address("rpc.bind"),
                settings.number("rpc.port"),
                settings.choice("rpc.dialect", Dialect.class),
                settings.size("rpc.max-body-size"),
                settings.number("rpc.max-batch"),
                settings.number("rpc.max-connections"),
                settings.number("rpc.requests-per-second"),
                settings.duration("rpc.request-timeout"),
                login.orElse(null)));
  }

  private Optional<Login> login() {
    var user = "rpc.user";
    var passwordFile = "rpc.password-file";
    if (!settings.bothOrNone(user, passwordFile)) {
      return Optional.empty();
    }
    return settings.checked(
        () ->
            new Login(
                settings.text(user, "name the user"),
                settings.path(passwordFile, "name the file with the user's password")));
  }

  private Optional<P2pConfig> p2p() {
    var identity = settings.optionalPath("p2p.identity", "name the file for the node's key");
    return settings.checked(
        () ->
            new P2pConfig(
                settings.flag("p2p.enabled"),
                settings.address("p2p.bind"),
                settings.number("p2p.port"),
                identity.orElse(null),
                settings.texts("p2p.announce"),
                settings.texts("p2p.bootnodes"),
                settings.texts("p2p.static-peers"),
                settings.number("p2p.max-peers"),
                settings.size("p2p.max-message-size")));
  }

  private Optional<ChainConfig> chain() {
    return settings.checked(
        () ->
            new ChainConfig(
                settings.number("chain.max-pending-blocks"),
                settings.number("chain.max-candidates"),
                settings.duration("chain.import-patience"),
                settings.duration("chain.ask-timeout"),
                settings.duration("chain.retry-delay")));
  }

  private Optional<MiningConfig> mining() {
    return settings.checked(
        () ->
            new MiningConfig(
                settings.number("mining.max-templates"),
                settings.number("mining.max-pending-proofs")));
  }

  private Optional<ValidationConfig> validation() {
    int workers =
        settings.numberOrAuto("validation.workers", Runtime.getRuntime().availableProcessors());
    return settings.checked(() -> new ValidationConfig(workers));
  }

  private Optional<AdminConfig> admin() {
    return settings.checked(
        () -> new AdminConfig(settings.address("admin.bind"), settings.number("admin.port")));
  }

  private Optional<TracingConfig> tracing() {
    var file = settings.optionalPath("tracing.file", "name the file for the traces");
    return settings.checked(
        () ->
            new TracingConfig(
                settings.choice("tracing.exporter", TracingConfig.Exporter.class),
                settings.url("tracing.endpoint"),
                file.orElse(null),
                settings.size("tracing.max-file-size"),
                settings.ratio("tracing.sample-ratio"),
                settings.number("tracing.max-pending-spans")));
  }

  private Optional<ShutdownConfig> shutdown() {
    return settings.checked(
        () ->
            new ShutdownConfig(
                settings.duration("shutdown.api"),
                settings.duration("shutdown.mining"),
                settings.duration("shutdown.bridge"),
                settings.duration("shutdown.network"),
                settings.duration("shutdown.chain"),
                settings.duration("shutdown.storage")));
  }
}
