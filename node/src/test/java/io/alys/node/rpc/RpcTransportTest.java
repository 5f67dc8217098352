package io.alys.node.rpc;

import static io.alys.node.rpc.MalformedRequests.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.http.BasicCredentials;
import io.alys.node.http.JsonValue;
import io.alys.node.http.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP itself decides: methods, paths, origins, passwords, bodies. */
final class RpcTransportTest {
  private static final String COUNT = call("getblockcount", "[]");
  private static final JsonValue FIVE = new JsonValue.Numeral("5");
  private static final int MIB = 1 << 20;

  private static RpcFixture server;

  @BeforeAll
  static void start() {
    server = new RpcFixture(RpcFixture.settings(Dialect.POOL));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
  void onlyPostIsAnswered(String method) {
    var answer = RawHttp.request(server.port(), method + " / HTTP/1.1", new byte[0]);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
  }

  @Test
  void getTellsHowToAsk() {
    try (var http = new RawHttp(server.port())) {
      var answer = http.send("GET / HTTP/1.1\r\nHost: alys:3000\r\n\r\n").read();

      assertThat(answer.body())
          .startsWith("JSONRPC server handles only POST requests")
          .contains("curl -s http://alys:3000 -d '{\"method\":\"help\"");
    }
  }

  @Test
  void v1TellsExactlyItsSentence() {
    try (var v1 = new RpcFixture(RpcFixture.settings(Dialect.V1))) {
      var answer = RawHttp.request(v1.port(), "GET /x HTTP/1.1", new byte[0]);

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.body()).isEqualTo("JSONRPC server handles only POST requests");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/rpc", "/a/b/c?d=e", "//", "/a%2fb;c"})
  void anyPathWillDo(String path) {
    var body = COUNT.getBytes(StandardCharsets.UTF_8);

    var answer = RawHttp.request(server.port(), "POST " + path + " HTTP/1.1", body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.result()).isEqualTo(FIVE);
  }

  @Test
  void oldHttpAndConnectionsInARowWork() {
    try (var http = new RawHttp(server.port())) {
      var request =
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + COUNT.length() + "\r\n\r\n" + COUNT;

      assertThat(http.send(request).read().result()).isEqualTo(FIVE);
      assertThat(http.send(request + request).read().result()).isEqualTo(FIVE);
      assertThat(http.read().result()).isEqualTo(FIVE);
    }
    try (var http = new RawHttp(server.port())) {
      http.send("POST / HTTP/1.0\r\nContent-Length: " + COUNT.length() + "\r\n\r\n" + COUNT);

      assertThat(http.read().result()).isEqualTo(FIVE);
    }
  }

  @Test
  void theContentTypeDoesNotMatter() {
    var answer = RawHttp.post(server.port(), COUNT, "Content-Type: image/png");

    assertThat(answer.result()).isEqualTo(FIVE);
  }

  @Test
  void webPagesAreRefusedUnlessAllowed() {
    var access = new RpcAccess(null, Set.of("https://pool.example"));
    try (var open = new RpcFixture(RpcFixture.settings(Dialect.POOL).withAccess(access))) {
      var evil = RawHttp.post(open.port(), COUNT, "Origin: https://evil.example");
      var opaque = RawHttp.post(open.port(), COUNT, "Origin: null");
      var good = RawHttp.post(open.port(), COUNT, "Origin: https://pool.example");
      var preflight =
          RawHttp.request(
              open.port(), "OPTIONS / HTTP/1.1", new byte[0], "Origin: https://pool.example");

      assertThat(evil.status()).isEqualTo(403);
      assertThat(opaque.status()).isEqualTo(403);
      assertThat(good.result()).isEqualTo(FIVE);
      assertThat(good.header("Access-Control-Allow-Origin")).isEqualTo("https://pool.example");
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("POST");
    }
  }

  @Test
  void aPasswordIsAskedForWhenThereIsOne() {
    var credentials = new BasicCredentials("pool", "s\u00e4cret:1");
    var access = new RpcAccess(credentials, Set.of());
    try (var closed = new RpcFixture(RpcFixture.settings(Dialect.POOL).withAccess(access))) {
      var header = "Authorization: ";
      var wrong = new BasicCredentials("pool", "secret").header();

      var none = RawHttp.post(closed.port(), COUNT);
      assertThat(none.status()).isEqualTo(401);
      assertThat(none.header("WWW-Authenticate")).startsWith("Basic");
      assertThat(RawHttp.post(closed.port(), COUNT, header + wrong).status()).isEqualTo(401);
      assertThat(RawHttp.post(closed.port(), COUNT, header + "Basic").status()).isEqualTo(401);
      assertThat(RawHttp.post(closed.port(), COUNT, header + "Bearer x").status()).isEqualTo(401);
      assertThat(RawHttp.post(closed.port(), COUNT, header + credentials.header()).result())
          .isEqualTo(FIVE);
    }
  }

  @Test
  void aBodyOfExactlyTheLimitIsRead() {
    var body = COUNT + " ".repeat(MIB - COUNT.length());

    assertThat(RawHttp.post(server.port(), body).result()).isEqualTo(FIVE);
  }

  @ParameterizedTest
  @ValueSource(ints = {MIB + 1, 2 * MIB, 16 * MIB})
  void aLargerBodyIsRefusedAsJson(int size) {
    var answer = RawHttp.post(server.port(), new byte[size]);

    assertThat(answer.status()).isIn(413, size > 8 * MIB ? 0 : 413);
    if (answer.status() != 0) {
      assertThat(answer.code()).isEqualTo(-32600);
      assertThat(answer.message()).contains("1048576");
    }
    assertThat(server.post(COUNT).result()).isEqualTo(FIVE);
  }

  @Test
  void aLargerBodyInChunksIsRefusedAsJson() {
    try (var http = new RawHttp(server.port())) {
      http.send(RawHttp.head("POST / HTTP/1.1", "Transfer-Encoding: chunked") + "\r\n");
      for (int i = 0; i < 20; i++) {
        http.send("10000\r\n" + " ".repeat(0x10000) + "\r\n");
      }
      http.send("0\r\n\r\n");

      var answer = http.read();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.code()).isEqualTo(-32600);
    }
  }

  @Test
  void chunksMakeABody() {
    try (var http = new RawHttp(server.port())) {
      http.send(RawHttp.head("POST / HTTP/1.1", "Transfer-Encoding: chunked") + "\r\n");
      for (var letter : COUNT.split("")) {
        http.send("1\r\n" + letter + "\r\n");
      }
      http.send("0\r\n\r\n");

      assertThat(http.read().result()).isEqualTo(FIVE);
    }
  }

  @Test
  void aTruncatedBodyIsTold() {
    try (var http = new RawHttp(server.port())) {
      http.send(RawHttp.head("POST / HTTP/1.1", "Content-Length: 100") + "\r\n" + COUNT);

      var answer = http.endOfInput().read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo(-32600);
    }
  }

  @Test
  void aBodyShorterThanItsLengthSaysIsCutThere() {
    try (var http = new RawHttp(server.port())) {
      http.send(RawHttp.head("POST / HTTP/1.1", "Content-Length: 5") + "\r\n" + COUNT);

      assertThat(http.read().code()).isEqualTo(-32700);
      assertThat(http.read().status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1",
        "Content-Length: x",
        "Content-Length: 99999999999999999999",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip",
        "Bad Header: x",
        "X: \0",
      })
  void malformedHeadsAreToldAsJson(String headers) {
    try (var http = new RawHttp(server.port())) {
      http.send(RawHttp.head("POST / HTTP/1.1", headers) + "\r\n").send(COUNT);

      var answer = http.endOfInput().read();
      assertThat(answer.status()).isBetween(400, 499);
      assertThat(answer.code()).isEqualTo(-32600);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish\r\n\r\n",
        "POST\r\n\r\n",
        "POST / HTTP/9.9\r\n\r\n",
        "\u0016\u0003\u0001\u0002\r\n\r\n"
      })
  void whatIsNoHttpIsRefused(String bytes) {
    try (var http = new RawHttp(server.port())) {
      var answer = http.send(bytes).endOfInput().read();

      assertThat(answer.status() == 0 || answer.status() >= 400).isTrue();
      assertThat(server.post(COUNT).result()).isEqualTo(FIVE);
    }
  }

  @Test
  void aHeadAboveItsLimitIsRefused() {
    var answer = RawHttp.post(server.port(), COUNT, "X: " + "y".repeat(20_000));

    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.code()).isEqualTo(-32600);
  }

  @Test
  void theProgramDoesNotTellItsVersionInHeaders() {
    assertThat(server.post(COUNT).headers()).doesNotContainKeys("Server", "X-Powered-By");
  }
}
