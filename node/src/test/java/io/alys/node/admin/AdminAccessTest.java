package io.alys.node.admin;

import static io.alys.node.admin.AdminFixture.errorName;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.http.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets nothing, and by which name: requests that no honest caller makes among them. */
final class AdminAccessTest {

  private static final List<String> ORDERS =
      List.of(
          "/stop",
          "/actors/restart?path=/chain/engine",
          "/actors/retry?path=/chain/engine",
          "/dead-letters/replay?id=1");

  @TempDir private static Path dataDir;

  private static AdminFixture admin;

  @BeforeAll
  static void start() {
    admin = new AdminFixture(dataDir);
  }

  @AfterAll
  static void stop() {
    admin.close();
  }

  @AfterEach
  void nothingWasOrdered() {
    assertThat(admin.orders()).isEmpty();
  }

  @Test
  void theTokenIsForItsOwnerAlone() throws IOException {
    var file = dataDir.resolve("admin.token");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
    assertThat(AdminToken.read(dataDir).header())
        .isEqualTo("Bearer " + Files.readString(file).strip());
  }

  @Test
  void eachStartMakesAnotherToken(@TempDir Path other) throws IOException {
    var random = new SplittableRandom(7);
    var first = AdminToken.create(other, random);
    var second = AdminToken.create(other, random);

    assertThat(second.header()).isNotEqualTo(first.header());
    assertThat(AdminToken.read(other).header()).isEqualTo(second.header());
    assertThat(second.toString()).doesNotContain(second.header().substring(7));
  }

  @Test
  void ordersNeedTheToken() {
    for (var order : ORDERS) {
      for (var headers :
          new String[][] {
            {},
            {"Authorization: Bearer"},
            {"Authorization: Bearer "},
            {"Authorization: Bearer " + "00".repeat(32)},
            {admin.authorization().replace("Bearer", "Basic")},
            {admin.authorization() + "0"}
          }) {
        var answer = admin.post(order, headers);

        assertThat(answer.status()).as(order).isEqualTo(401);
        assertThat(errorName(answer)).isEqualTo("token-needed");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.message()).contains("admin.token");
      }
    }
  }

  @Test
  void webPagesMayNotEvenWithTheToken() {
    for (var header :
        List.of(
            "Origin: https://evil.example",
            "Origin: null",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site")) {
      var order = admin.post("/stop", admin.authorization(), header);
      var view = admin.get("/actors", header);

      assertThat(errorName(order)).as(header).isEqualTo("web-page");
      assertThat(order.status()).isEqualTo(403);
      assertThat(errorName(view)).as(header).isEqualTo("web-page");
    }
  }

  @Test
  void whoTypesTheAddressIntoABrowserSeesThePage() {
    assertThat(admin.get("/", "Sec-Fetch-Site: none").status()).isEqualTo(200);
  }

  @Test
  void aBrowsersQuestionForPermissionIsRefused() {
    var answer =
        RawHttp.request(
            admin.port(),
            "OPTIONS /stop HTTP/1.1",
            new byte[0],
            "Origin: https://evil.example",
            "Access-Control-Request-Method: POST");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aNameThatWasBentToLoopbackGetsNothing() {
    try (var http = new RawHttp(admin.port())) {
      http.send("GET /actors HTTP/1.1\r\nHost: rebound.example:9001\r\nConnection: close\r\n\r\n");
      var answer = http.read();

      assertThat(answer.status()).isEqualTo(421);
      assertThat(errorName(answer)).isEqualTo("wrong-host");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:9001", "[::1]:9001", "10.1.2.3"})
  void ownNamesAreFine(String host) {
    try (var http = new RawHttp(admin.port())) {
      http.send("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

      assertThat(http.read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/actors/",
        "//actors",
        "/ACTORS",
        "/stop/now",
        "/x/%2e%2e/actors",
        "/metrics;x=1",
        "/chaos/crash",
        "/actors%2frestart"
      })
  void whatIsNowhereIsNamed(String path) {
    var answer = admin.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(errorName(answer)).isEqualTo("unknown-path");
  }

  @Test
  void theOtherMethodsAreRefused() {
    for (var method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "BREW")) {
      var answer =
          RawHttp.request(
              admin.port(), method + " /stop HTTP/1.0", new byte[0], admin.authorization());

      assertThat(answer.status()).as(method).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo("POST");
    }
    assertThat(admin.order("/actors").header("Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/readyz?role=pirate",
        "/readyz?role=",
        "/readyz?role",
        "/readyz?=miner",
        "/readyz?rolle=miner",
        "/readyz?role=miner&role=miner",
        "/readyz?role=%zz",
        "/readyz?role=miner&",
        "/actors?x=1",
        "/actors/moves?limit=0",
        "/actors/moves?limit=-1",
        "/actors/moves?limit=1001",
        "/actors/moves?limit=1e3",
        "/actors/moves?limit=99999999999999999999",
        "/dead-letters?before=x"
      })
  void badParametersAreNamed(String target) {
    var answer = admin.get(target);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(errorName(answer)).isEqualTo("bad-query");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actors/restart",
        "/actors/restart?path=",
        "/actors/restart?path=chain",
        "/actors/restart?path=/chain/",
        "/actors/restart?path=/chain//engine",
        "/actors/restart?path=/chain/../engine",
        "/actors/restart?path=/chain%0aengine",
        "/dead-letters/replay",
        "/dead-letters/replay?id=x",
        "/dead-letters/replay?id=1&order=%20",
        "/stop?force=true"
      })
  void badParametersOfOrdersAreNamed(String target) {
    var answer = admin.order(target);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(errorName(answer)).isEqualTo("bad-query");
  }

  @Test
  void aBodyIsRefusedAndALargeOneToo() {
    assertThat(errorName(send("/stop", 1, admin.authorization()))).isEqualTo("unexpected-body");
    var large = send("/stop", 5_000, admin.authorization());
    assertThat(large.status()).isEqualTo(413);
    assertThat(errorName(large)).isEqualTo("body-too-large");
  }

  @Test
  void aBodyThatDoesNotComeIsGivenUp() {
    try (var http = new RawHttp(admin.port())) {
      http.send(
          RawHttp.head("POST /stop HTTP/1.1", admin.authorization())
              + "Content-Length: 10\r\n\r\n123");
      var answer = http.read();

      assertThat(answer.status()).isEqualTo(408);
      assertThat(errorName(answer)).isEqualTo("body-too-slow");
    }
  }

  @Test
  void aBodyThatEndsEarlyIsNamed() {
    try (var http = new RawHttp(admin.port())) {
      http.send(
          RawHttp.head("POST /stop HTTP/1.1", admin.authorization())
              + "Content-Length: 10\r\n\r\n123");

      assertThat(http.endOfInput().read().status()).isIn(0, 400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish\r\n\r\n",
        "GET\r\n\r\n",
        "GET /actors HTTP/9.9\r\n\r\n",
        "GET /actors HTTP/1.1\r\n\r\n",
        "GET /actors HTTP/1.1\r\nHost: 127.0.0.1\r\nno colon\r\n\r\n",
        "GET /actors HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil\r\n\r\n",
        "POST /stop HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        "POST /stop HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n\r\n",
        "POST /stop HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: x\r\n\r\n",
        "GET /%gg HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "GET /%2e%2e/actors HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
      })
  void whatIsNotHttpGetsANamedError(String request) {
    try (var http = new RawHttp(admin.port())) {
      var answer = http.send(request).read();

      assertThat(answer.status()).as(answer.body()).isBetween(400, 505);
      assertThat(errorName(answer)).isIn("malformed-http", "unavailable", "unknown-path");
    }
  }

  @Test
  void aLongHeadIsRefused() {
    var answer = admin.get("/actors", "X-Filler: " + "x".repeat(10_000));

    assertThat(answer.status()).isEqualTo(431);
    assertThat(errorName(answer)).isEqualTo("malformed-http");
  }

  @Test
  void answersAreForNoCacheAndNoGuesses() {
    var answer = admin.get("/actors");

    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Server")).isEmpty();
  }

  private static RawHttp.Answer send(String target, int bytes, String... headers) {
    var body = "x".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
    return RawHttp.request(admin.port(), "POST " + target + " HTTP/1.1", body, headers);
  }
}
