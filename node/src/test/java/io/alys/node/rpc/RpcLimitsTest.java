package io.alys.node.rpc;

import static io.alys.node.rpc.MalformedRequests.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.alys.node.http.JsonValue;
import io.alys.node.http.RawHttp;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Slow, many and frequent callers meet the limits; everybody else is answered. */
final class RpcLimitsTest {
  private static final String COUNT = call("getblockcount", "[]");
  private static final JsonValue FIVE = new JsonValue.Numeral("5");
  private static final Duration FEW_SECONDS = Duration.ofSeconds(4);
  private static final Duration SHORT = Duration.ofSeconds(1);

  @Test
  void aHeadThatDripsInIsCutOff() throws IOException {
    try (var server = new RpcFixture(patient(Duration.ofSeconds(5), SHORT));
        var http = new RawHttp(server.port())) {
      long start = System.nanoTime();
      http.send("POST / HTTP/1.1\r\n");
      while (!http.isClosedByServer(Duration.ofMillis(50))) {
        http.send("x: y\r\n");
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(15).toNanos());
      }

      assertThat(server.post(COUNT).result()).isEqualTo(FIVE);
    }
  }

  @Test
  void aConnectionWithoutARequestIsClosed() {
    try (var server = new RpcFixture(patient(Duration.ofSeconds(5), SHORT));
        var http = new RawHttp(server.port())) {
      assertThat(http.read().status()).isZero();
    }
  }

  @Test
  void aBodyThatDripsInIsTold() {
    try (var server = new RpcFixture(patient(SHORT, Duration.ofSeconds(5)));
        var http = new RawHttp(server.port())) {
      http.send(RawHttp.head("POST / HTTP/1.1", "Content-Length: 1000") + "\r\n{");

      var answer = http.read();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.code()).isEqualTo(-32600);
      assertThat(server.post(COUNT).result()).isEqualTo(FIVE);
    }
  }

  @Test
  void bodiesThatFillTheMemoryAreTurnedAway() {
    var limits = RpcLimits.DEFAULT;
    var small =
        new RpcLimits(
            1_000, limits.maxBatch(), 100, 1, limits.burst(), FEW_SECONDS, limits.idleTimeout());
    try (var server = new RpcFixture(RpcFixture.settings(Dialect.POOL).withLimits(small))) {
      var crowd = new ArrayList<RawHttp>();
      for (int i = 0; i < 80; i++) {
        var head = RawHttp.head("POST / HTTP/1.1", "Content-Length: 1000") + "\r\n";
        crowd.add(new RawHttp(server.port()).send(head + " ".repeat(990)));
      }

      var statuses = crowd.stream().map(http -> http.read().status()).toList();

      assertThat(statuses).contains(503, 408).doesNotContain(200, 0);
      crowd.forEach(RawHttp::close);
      assertThat(count(server).result()).isEqualTo(FIVE);
    }
  }

  @Test
  void aSlowAnswerOutlivesTheIdleTimeout() {
    var limits = patient(Duration.ofSeconds(2), Duration.ofMillis(700));
    try (var server = new RpcFixture(limits, SilentActors.chain(), SilentActors.mining())) {
      var answer = server.post(COUNT);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.code()).isEqualTo(-9);
    }
  }

  @Test
  void oneConnectionTooManyIsClosedAndIdleOnesMakeRoom() {
    var limits = RpcLimits.DEFAULT;
    var few =
        new RpcLimits(
            limits.maxBodyBytes(),
            limits.maxBatch(),
            20,
            limits.requestsPerSecond(),
            limits.burst(),
            limits.requestTimeout(),
            limits.idleTimeout());
    try (var server = new RpcFixture(RpcFixture.settings(Dialect.POOL).withLimits(few))) {
      crowd(server, 20);
    }
  }

  @Test
  void theThousandthAndFirstConnectionIsLimited() {
    try (var server = new RpcFixture(RpcFixture.settings(Dialect.POOL))) {
      crowd(server, 1_000);
    }
  }

  /** The one too many is closed; idle connections make room for whoever tries again. */
  private static void crowd(RpcFixture server, int connections) {
    var crowd = new ArrayList<RawHttp>();
    try {
      for (int i = 0; i < connections; i++) {
        crowd.add(new RawHttp(server.port()));
      }
      assertThat(count(server).status()).isZero();

      assertThat(answeredWithin(server, Duration.ofSeconds(20))).isTrue();
    } finally {
      crowd.forEach(RawHttp::close);
    }
  }

  /** The server notices the end of a connection a little later than its client. */
  private static boolean answeredWithin(RpcFixture server, Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (count(server).status() == 200) {
        return true;
      }
    }
    return false;
  }

  private static RawHttp.Answer count(RpcFixture server) {
    return RawHttp.post(server.port(), COUNT);
  }

  @Test
  void anAddressThatAsksTooOftenIsToldSo() throws Exception {
    var outside = outsideAddress();
    var limits = RpcLimits.DEFAULT;
    var slow =
        new RpcLimits(
            limits.maxBodyBytes(),
            5,
            limits.maxConnections(),
            1,
            5,
            limits.requestTimeout(),
            limits.idleTimeout());
    var settings = new RpcSettings("0.0.0.0", 0, Dialect.POOL, slow, RpcAccess.OPEN);
    try (var server = new RpcFixture(settings);
        var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://" + outside.getHostAddress() + ":" + server.port());
      var batch = "[" + COUNT + "," + COUNT + "," + COUNT + "]";

      assertThat(post(client, uri, batch).statusCode()).isEqualTo(200);
      var refused = post(client, uri, batch);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("-32005");
      assertThat(server.post(batch).status()).isEqualTo(200);
    }
  }

  @Test
  void limitsThatLockEverybodyOutAreRefused() {
    assertThatThrownBy(() -> new RpcLimits(1, 100, 1, 1, 99, SHORT, SHORT))
        .hasMessageContaining("a burst of 99 requests does not let a batch of 100");
    assertThatThrownBy(() -> new RpcLimits(0, 1, 1, 1, 1, SHORT, SHORT))
        .hasMessageContaining("alys.rpc.max-body-size");
    assertThatThrownBy(() -> new RpcLimits(1, 1, 1, 1, 1, Duration.ZERO, SHORT))
        .hasMessageContaining("timeout");
  }

  private static HttpResponse<String> post(HttpClient client, URI uri, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static InetAddress outsideAddress() throws IOException {
    for (var network : NetworkInterface.networkInterfaces().toList()) {
      for (var address : network.inetAddresses().toList()) {
        if (!address.isLoopbackAddress() && address instanceof Inet4Address) {
          return address;
        }
      }
    }
    return abort("this machine has no address but loopback");
  }

  private static RpcSettings patient(Duration requestTimeout, Duration idleTimeout) {
    var limits = RpcLimits.DEFAULT;
    return RpcFixture.settings(Dialect.POOL)
        .withLimits(
            new RpcLimits(
                limits.maxBodyBytes(),
                limits.maxBatch(),
                limits.maxConnections(),
                limits.requestsPerSecond(),
                limits.burst(),
                requestTimeout,
                idleTimeout));
  }
}
