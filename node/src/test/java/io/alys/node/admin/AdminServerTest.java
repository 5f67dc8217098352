package io.alys.node.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.http.JsonValue;
import io.alys.node.http.RawHttp;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server shows and which orders it passes on, over a real socket. */
final class AdminServerTest {

  @TempDir private Path dataDir;

  private AdminFixture admin;

  @BeforeEach
  void start() {
    admin = new AdminFixture(dataDir);
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  @Test
  void metricsAreThoseOfTheNode() {
    var answer = admin.get("/metrics");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(answer.body()).contains("alys_test_total 1.0");
  }

  @Test
  void aScraperMayPassParametersOfItsOwn() {
    assertThat(admin.get("/metrics?name[]=alys").status()).isEqualTo(200);
  }

  @Test
  void aliveIsAboutTheProcessNotAboutHowWellItWorks() {
    var answer = admin.get("/healthz");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.object().get("alive")).isEqualTo(new JsonValue.Bool(true));
    assertThat(answer.object().text("health")).isEqualTo("degraded");
    assertThat(answer.object().text("reason")).contains("/chain/engine");
  }

  @Test
  void aNodeThatIsStuckIsNotAlive() {
    admin.registry().stick("/storage");

    var answer = admin.get("/healthz");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.object().text("reason")).contains("/storage", "start the node again");
  }

  @Test
  void aNodeWhoseRegistryDoesNotAnswerIsNotAlive() {
    admin.registry().silence();

    assertThat(admin.get("/healthz").status()).isEqualTo(503);
    assertThat(admin.get("/actors").status()).isEqualTo(503);
    assertThat(AdminFixture.errorName(admin.get("/readyz"))).isEqualTo("unavailable");
  }

  @Test
  void readinessIsAListOfChecksForARole() {
    var miner = admin.get("/readyz?role=miner");
    var federation = admin.get("/readyz?role=federation");

    assertThat(miner.status()).isEqualTo(200);
    assertThat(federation.status()).isEqualTo(503);
    assertThat(federation.object().get("ready")).isEqualTo(new JsonValue.Bool(false));
    var checks = (JsonValue.Array) Objects.requireNonNull(federation.object().get("checks"));
    var signing = (JsonValue.Struct) checks.items().get(1);
    assertThat(signing.text("name")).isEqualTo("signing");
    assertThat(signing.get("passed")).isEqualTo(new JsonValue.Bool(false));
    assertThat(signing.text("reason")).isEqualTo("no such part runs");
    assertThat(signing.text("remedy")).isEqualTo("set a keystore");
  }

  @Test
  void actorsAreListedWithWhatIsWrong() {
    var answer = admin.get("/actors");

    assertThat(answer.object().text("health")).isEqualTo("degraded");
    var engine = actors(answer).getFirst();
    assertThat(engine.members().keySet())
        .containsExactly(
            "path",
            "kind",
            "dependencies",
            "state",
            "health",
            "reason",
            "restarts",
            "lastError",
            "lastErrorAt",
            "mailbox");
    assertThat(engine.text("lastError")).isEqualTo("boom \"now\"\n");
    assertThat(engine.text("lastErrorAt")).isEqualTo(TestRegistry.T0.toString());
    assertThat(engine.get("restarts")).isEqualTo(new JsonValue.Numeral("3"));
    assertThat(actors(answer).get(1).get("lastError")).isEqualTo(new JsonValue.Null());
  }

  @Test
  void theLastMovesAreShown() {
    var answer = admin.get("/actors/moves?limit=1");

    var moves = (JsonValue.Array) Objects.requireNonNull(answer.object().get("moves"));
    assertThat(moves.items()).hasSize(1);
    assertThat(((JsonValue.Struct) moves.items().getFirst()).text("to")).isEqualTo("running");
  }

  @Test
  void ordersReachTheSupervisor() {
    assertThat(admin.order("/actors/restart?path=/chain/engine").status()).isEqualTo(200);
    assertThat(admin.order("/actors/retry?path=%2Fstorage").status()).isEqualTo(200);

    assertThat(admin.orders()).containsExactly("restart /chain/engine", "retry /storage");
  }

  @Test
  void whatTheSupervisorRefusesIsToldInItsWords() {
    var answer = admin.order("/actors/restart?path=/refused");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(AdminFixture.errorName(answer)).isEqualTo("refused");
    assertThat(answer.message()).isEqualTo("/refused: there is no such part");
  }

  @Test
  void anOrderThatTakesTooLongIsSaidToBeUnderWay() {
    var answer = admin.order("/actors/restart?path=/slow");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(AdminFixture.errorName(answer)).isEqualTo("too-late");
    assertThat(admin.orders()).containsExactly("restart /slow");
  }

  @Test
  void anOrderThatClosesTheServerItselfIsAnsweredAtOnce() {
    var answer = admin.order("/actors/restart?path=/own");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.object().get("done")).isEqualTo(new JsonValue.Bool(false));
  }

  @Test
  void stopIsAnsweredBeforeTheNodeStops() {
    var answer = admin.order("/stop");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(admin.orders()).containsExactly("stop");
  }

  @Test
  void deadLettersAreListedAndAnUnknownOneIsNotReplayed() {
    var answer = admin.get("/dead-letters?limit=10");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.object().members().keySet()).containsExactly("letters", "before", "totals");
    var replay = admin.order("/dead-letters/replay?id=99");
    assertThat(replay.status()).isEqualTo(404);
    assertThat(AdminFixture.errorName(replay)).isEqualTo("unknown-letter");
  }

  @Test
  void theRootListsWhatThereIs() {
    assertThat(admin.get("/").body()).contains("GET  /readyz", "POST /stop", "token");
  }

  @Test
  void aHeadRequestGetsTheHeadAlone() {
    var answer =
        RawHttp.request(admin.port(), "HEAD /metrics HTTP/1.0", new byte[0], "Connection: close");

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void theAddressIsOnLoopback() {
    assertThat(admin.server().url()).hasToString("http://127.0.0.1:" + admin.port());
  }

  private static List<JsonValue.Struct> actors(RawHttp.Answer answer) {
    var items = (JsonValue.Array) Objects.requireNonNull(answer.object().get("actors"));
    return items.items().stream().map(JsonValue.Struct.class::cast).toList();
  }
}
