package io.alys.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.config.ConfigResult.Loaded;
import io.alys.config.ConfigResult.Refused;
import io.alys.config.RpcConfig.Dialect;
import io.alys.config.RpcConfig.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers, types, ranges, unknown names and what is said about each. */
final class ConfigLoaderTest {
  private static final String REQUIRED =
      """
      alys.chain-spec = chain.json
      alys.execution.jwt-secret = jwt.hex
      """;

  @TempDir private Path folder;

  @Test
  void twoSettingsAreEnough() {
    var config = loaded(REQUIRED).config();

    assertThat(config.chainSpec()).isEqualTo(folder.resolve("chain.json"));
    assertThat(config.dataDir()).isEqualTo(Path.of("/start/alys-data"));
    assertThat(config.validator()).isNull();
    assertThat(config.execution().jwtSecret()).isEqualTo(folder.resolve("jwt.hex"));
    assertThat(config.execution().engineUrl()).isEqualTo(URI.create("http://127.0.0.1:8551"));
    assertThat(config.execution().payloadTimeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(config.execution().maxResponseSize()).isEqualTo(64 << 20);
    assertThat(config.rpc().bind()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(config.rpc().dialect()).isEqualTo(Dialect.POOL);
    assertThat(config.rpc().login()).isNull();
    assertThat(config.chain().retryDelay()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.validation().workers()).isPositive();
    assertThat(config.shutdownDeadline()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void eachLayerWinsOverTheOnesBefore() {
    var result =
        load(
            REQUIRED + "alys { rpc.port = 1, admin.port = 2, chain.max-candidates = 3 }",
            Map.of("ALYS_ADMIN_PORT", "20", "ALYS_CHAIN_MAX_CANDIDATES", "30"),
            Map.of("alys.chain.max-candidates", "300"));

    var loaded = (Loaded) result;
    assertThat(loaded.config().rpc().port()).isEqualTo(1);
    assertThat(loaded.config().admin().port()).isEqualTo(20);
    assertThat(loaded.config().chain().maxCandidates()).isEqualTo(300);
    assertThat(origin(loaded, "alys.rpc.port")).isEqualTo(file() + ":3");
    assertThat(origin(loaded, "alys.admin.port")).isEqualTo("ALYS_ADMIN_PORT");
    assertThat(origin(loaded, "alys.chain.max-candidates")).isEqualTo("command line");
    assertThat(origin(loaded, "alys.rpc.max-batch")).startsWith("reference.conf:");
  }

  @Test
  void theCommandLineMayLeaveTheRootOut() {
    var result = load(REQUIRED, Map.of(), Map.of("rpc.dialect", "v1"));

    assertThat(((Loaded) result).config().rpc().dialect()).isEqualTo(Dialect.V1);
  }

  @Test
  void pathsFromOutsideFilesCountFromTheWorkingFolder() {
    var result = load(REQUIRED, Map.of("ALYS_DATA_DIR", "here"), Map.of("chain-spec", "/a/b"));

    var config = ((Loaded) result).config();
    assertThat(config.dataDir()).isEqualTo(Path.of("/start/here"));
    assertThat(config.chainSpec()).isEqualTo(Path.of("/a/b"));
  }

  @Test
  void aVariableOfTheEnvironmentMayStandInTheFile() {
    var text = REQUIRED + "base = x\nalys.data-dir = ${HOME}/alys";

    var problems = problems(load(text, Map.of("HOME", "/h"), Map.of()));

    assertThat(problems)
        .containsExactly(
            file() + ":3: base is no setting: leave it out; reference.conf lists every setting.");
  }

  @Test
  void aValidatorNeedsBothItsFiles() {
    var both = REQUIRED + "alys.validator { keystore = k.json, password-file = k.txt }";
    var one = REQUIRED + "alys.validator.keystore = k.json";

    assertThat(loaded(both).config().validator())
        .isEqualTo(
            new ValidatorConfig(
                new ValidatorConfig.Keystore(folder.resolve("k.json"), folder.resolve("k.txt")),
                0));
    assertThat(problems(load(one)))
        .singleElement()
        .asString()
        .endsWith(
            "alys.validator.password-file is not set, validator.keystore is: set both or none.");
  }

  @Test
  void aLoginNeedsAName() {
    var good = REQUIRED + "alys.rpc { user = pool, password-file = p.txt }";
    var bad = REQUIRED + "alys.rpc { user = \"a:b\", password-file = p.txt }";

    assertThat(loaded(good).config().rpc().login())
        .isEqualTo(new Login("pool", folder.resolve("p.txt")));
    assertThat(problems(load(bad))).singleElement().asString().contains("contains a colon");
  }

  @Test
  void unknownNamesAreRefusedWithWhatWasMeant() {
    var text = REQUIRED + "alys.rpc.prot = 1\nrpc.port = 2\nalys.execution.port = 3\nalys.rpc2 {}";

    assertThat(problems(load(text)))
        .containsExactlyInAnyOrder(
            file() + ":3: alys.rpc.prot is no setting: did you mean alys.rpc.port?",
            file() + ":4: rpc.port is no setting: write alys.rpc.port.",
            file() + ":5: alys.execution.port is no setting: did you mean alys.admin.port?",
            file()
                + ":6: alys.rpc2 is no setting:"
                + " leave it out; reference.conf lists every setting.");
  }

  @Test
  void unknownVariablesAndOptionsAreRefusedToo() {
    var problems =
        problems(load(REQUIRED, Map.of("ALYS_RPC_PROT", "1"), Map.of("rpc.bnd", "127.0.0.1")));

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "environment: ALYS_RPC_PROT stands for no setting: did you mean ALYS_RPC_PORT?",
            "command line: alys.rpc.bnd is no setting: did you mean alys.rpc.bind?");
  }

  @Test
  void variablesOfOthersAndEmptyOnesAreLeftAlone() {
    var variables =
        Map.of(
            "ALYS_GETH", "/usr/bin/geth",
            "ALYS_SERVICE_HOST", "10.0.0.1",
            "ALYS_PORT_3000_TCP", "tcp://10.0.0.1:3000",
            "ALYS_RPC_PORT", "",
            "PATH", "/bin");

    assertThat(load(REQUIRED, variables, Map.of())).isInstanceOf(Loaded.class);
  }

  @Test
  void everyProblemIsFoundInOnePass() {
    var text =
        """
        alys.rpc { port = 70000, max-batch = none, dialect = v3, max-body-size = 1000000 }
        alys.execution { payload-timeout = 8, breaker.failures = 0, engine-url = "ftp://x" }
        alys.chain = 5
        alys.rpc.bind = example.org
        alys.validation.workers = many
        alys.allow-dev-defaults = perhaps
        """;

    assertThat(problems(load(text)))
        .map(line -> line.replace(file() + ":", ""))
        .containsExactlyInAnyOrder(
            "3: alys.chain is a section, not a value: write alys.chain { … }.",
            "reference.conf:LINE: alys.chain-spec is not set: name a chain.json;"
                + " alys genesis new writes one.",
            "6: alys.allow-dev-defaults is \"perhaps\": write true or false.",
            "2: alys.execution.breaker.failures is 0: choose 1 to 1000.",
            "reference.conf:LINE: alys.execution.jwt-secret is not set: name the file shared with"
                + " the client.",
            "2: alys.execution.payload-timeout is \"8\": write a duration with its unit, such as"
                + " 500ms or 2s.",
            "2: alys.execution.engine-url is ftp://x: write it as http://HOST:PORT.",
            "4: alys.rpc.bind is \"example.org\": write an IP address such as 127.0.0.1, 0.0.0.0 or"
                + " ::1.",
            "1: alys.rpc.dialect is \"v3\": write pool or v1.",
            "1: alys.rpc.max-body-size is \"1000000\": write a size with its unit, such as 64 KiB"
                + " or 1 MiB.",
            "1: alys.rpc.max-batch is \"none\": write a whole number.",
            "1: alys.rpc.port is 70000: choose 1 to 65535.",
            "5: alys.validation.workers is \"many\": write auto or a whole number.");
  }

  @Test
  void timesThatContradictEachOtherAreRefused() {
    var text = REQUIRED + "alys.execution { request-deadline = 40s, payload-timeout = 50s }";

    assertThat(problems(load(text)))
        .anyMatch(it -> it.contains("stuck-call-timeout is not above execution.request-deadline"))
        .anyMatch(it -> it.contains("request-deadline is below execution.payload-timeout"));
  }

  @Test
  void tracesToAFileNeedTheFile() {
    var with = loaded(REQUIRED + "alys.tracing { exporter = file, file = traces.jsonl }");

    assertThat(with.config().tracing().file()).isEqualTo(folder.resolve("traces.jsonl"));
    assertThat(problems(load(REQUIRED + "alys.tracing.exporter = file")))
        .singleElement()
        .asString()
        .contains("tracing.file is not set, tracing.exporter is file");
  }

  @Test
  void addressesOfPeersAreAListOrOneTextWithCommas() {
    var peers =
        loaded(
                REQUIRED
                    + "alys.p2p { bootnodes = [\"/ip4/10.0.0.1/tcp/1\", \"/ip4/10.0.0.2/tcp/2\"],"
                    + " static-peers = \"/ip4/10.0.0.3/tcp/3, /ip4/10.0.0.4/tcp/4\" }")
            .config()
            .p2p();

    assertThat(peers.bootnodes()).containsExactly("/ip4/10.0.0.1/tcp/1", "/ip4/10.0.0.2/tcp/2");
    assertThat(peers.staticPeers()).containsExactly("/ip4/10.0.0.3/tcp/3", "/ip4/10.0.0.4/tcp/4");
    assertThat(peers.announce()).isEmpty();
    assertThat(problems(load(REQUIRED + "alys.p2p.bootnodes { a = 1 }")))
        .singleElement()
        .asString()
        .contains("alys.p2p.bootnodes");
  }

  @Test
  void aRatioIsBetweenNoneAndAll() {
    assertThat(problems(load(REQUIRED + "alys.tracing.sample-ratio = 1.1")))
        .containsExactly(file() + ":3: alys.tracing.sample-ratio is 1.1: choose 0 to 1.");
  }

  @Test
  void aKindOfActorsTakesFromDefaultWhatItDoesNotSet() {
    var actors =
        loaded(
                REQUIRED
                    + "alys.actors { default.slow-after = 70ms, chain.mailbox-capacity = 7,"
                    + " storage.overflow = drop-newest }")
            .config()
            .actors();

    var otherwise = actors.otherwise();
    var chain = Objects.requireNonNull(actors.kinds().get("chain"));
    var storage = Objects.requireNonNull(actors.kinds().get("storage"));
    assertThat(otherwise.slowAfter()).isEqualTo(Duration.ofMillis(70));
    assertThat(chain.mailboxCapacity()).isEqualTo(7);
    assertThat(chain.slowAfter()).isEqualTo(Duration.ofMillis(70));
    assertThat(chain.overflow()).isEqualTo(otherwise.overflow());
    assertThat(storage.overflow()).isEqualTo(ActorLimits.Overflow.DROP_NEWEST);
    assertThat(storage.slowAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(storage.maxInFlight()).isEqualTo(otherwise.maxInFlight());
  }

  @Test
  void limitsOfActorsAreCheckedWhereTheyStand() {
    assertThat(problems(load(REQUIRED + "alys.actors.chain.max-in-flight = 0")))
        .containsExactly(file() + ":3: alys.actors.chain.max-in-flight is 0: choose 1 to 1000000.");
    assertThat(problems(load(REQUIRED + "alys.actors.chian.max-in-flight = 9")))
        .singleElement()
        .asString()
        .contains("did you mean alys.actors.chain.max-in-flight?");
    assertThat(problems(load(REQUIRED + "alys.actors.default.overflow = maybe")))
        .singleElement()
        .asString()
        .contains("drop-oldest or drop-newest or refuse or back-pressure");
  }

  @Test
  void thePartsOfAShutdownFitIntoTheWhole() {
    assertThat(problems(load(REQUIRED + "alys.shutdown.storage = 6s")))
        .singleElement()
        .asString()
        .contains("shutdown-deadline is below the sum of shutdown's parts");
  }

  @Test
  void twoServersOnOnePortAreRefused() {
    assertThat(problems(load(REQUIRED + "alys.admin.port = 3000")))
        .containsExactly(
            file() + ":3: alys.admin.port is rpc.port too: choose another port for one of them.");
  }

  @Test
  void anAddressThatNeedNotBeGivenIsCheckedWhenItIs() {
    var good = REQUIRED + "alys.execution.public-url = \"http://127.0.0.1:8545\"";

    assertThat(loaded(good).config().execution().publicUrl())
        .isEqualTo(URI.create("http://127.0.0.1:8545"));
    assertThat(problems(load(REQUIRED + "alys.execution.public-url = \"a b\"")))
        .containsExactly(
            file()
                + ":3: alys.execution.public-url is \"a b\": write an address such as"
                + " http://127.0.0.1:8551.");
    assertThat(problems(load(REQUIRED + "alys.execution.public-url = \"ftp://x\"")))
        .containsExactly(
            file() + ":3: alys.execution.public-url is ftp://x: write it as http://HOST:PORT.");
  }

  @Test
  void aPasswordInAnAddressIsNotRepeated() {
    var text = REQUIRED + "alys.execution.engine-url = \"http://user:hunter2@127.0.0.1:8551\"";

    assertThat(problems(load(text)))
        .singleElement()
        .asString()
        .contains("engine-url contains a user or a password")
        .doesNotContain("hunter2");
  }

  @Test
  void damagedSyntaxIsOneLineWithItsPlace() {
    var problems = problems(load("alys {\n  rpc.port = 3000\n"));

    assertThat(problems).first().asString().startsWith(file() + ":").contains("correct the file");
    assertThat(problems).noneMatch(it -> it.contains("\n"));
  }

  @Test
  void anUnresolvedReferenceIsAProblemOfTheFile() {
    assertThat(problems(load("alys.data-dir = ${NOWHERE}")))
        .first()
        .asString()
        .startsWith(file() + ":1: ")
        .contains("NOWHERE");
  }

  @Test
  void aMissingFileIsNamed() {
    var sources = sources(folder.resolve("none.conf"), Map.of(), Map.of());

    assertThat(problems(ConfigLoader.load(sources)))
        .first()
        .asString()
        .startsWith(folder.resolve("none.conf") + ": cannot be read");
  }

  private Loaded loaded(String text) {
    var result = load(text);
    assertThat(result).isInstanceOf(Loaded.class);
    return (Loaded) result;
  }

  private ConfigResult load(String text) {
    return load(text, Map.of(), Map.of());
  }

  private ConfigResult load(
      String text, Map<String, String> environment, Map<String, String> overrides) {
    try {
      Files.writeString(file(), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return ConfigLoader.load(sources(file(), environment, overrides));
  }

  private static ConfigSources sources(
      @Nullable Path file, Map<String, String> environment, Map<String, String> overrides) {
    return new ConfigSources(file, environment, overrides, Path.of("/start"));
  }

  private Path file() {
    return folder.resolve("alys.conf");
  }

  private static List<String> problems(ConfigResult result) {
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result)
        .problems().stream()
            .map(ConfigProblem::line)
            .map(line -> line.replaceFirst("^reference.conf:\\d+", "reference.conf:LINE"))
            .toList();
  }

  private static String origin(Loaded loaded, String key) {
    var setting = loaded.settings().get(key);
    return setting == null ? "" : setting.origin();
  }
}
