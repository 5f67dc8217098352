package io.alys.node.miner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.alys.node.http.BasicCredentials;
import io.alys.node.rpc.Dialect;
import io.alys.node.rpc.RpcAccess;
import io.alys.node.rpc.RpcFixture;
import io.alys.node.rpc.RpcSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * {@code alys miner} as it is typed: exit codes, one line for each mistake, a help that teaches.
 */
@Timeout(60)
final class MinerCommandTest {
  private static final String ADDRESS = "0x" + "11".repeat(20);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void onceEndsWithZeroAfterOneRange() {
    try (var server = new RpcFixture(settings())) {
      assertThat(run("--url", server.url(), "--address", ADDRESS, "--once")).isZero();
    }

    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("mining    for 0x(11){20} at http://.*, 1 thread"))
        .anyMatch(
            line ->
                line.matches(
                    "accepted  blocks 1\\.\\.4  hash [0-9a-f]{64}  bits 207fffff  tries [0-9]+ "
                        + " seconds [0-9.]+"))
        .anyMatch(line -> line.matches("ended     accepted 1  .*  average [0-9.]+ kH/s"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void everyOptionIsUnderstood(@TempDir Path folder) throws IOException {
    var password = Files.writeString(folder.resolve("password"), "secret\nand more\n");
    var access = new RpcAccess(new BasicCredentials("pool", "secret"), Set.of());
    try (var server = new RpcFixture(settings().withAccess(access))) {
      var code =
          run(
              "--url",
              server.url(),
              "--address",
              ADDRESS,
              "--threads",
              "2",
              "--max-hash-rate",
              "50k",
              "--poll",
              "100ms",
              "--commitment",
              "scriptsig",
              "--user",
              "pool",
              "--password-file",
              password.toString(),
              "--max-ranges",
              "1",
              "--give-up-after",
              "30s");

      assertThat(code).as(err.toString()).isZero();
    }
  }

  @Test
  void aWrongPasswordIsHopeless(@TempDir Path folder) throws IOException {
    var password = Files.writeString(folder.resolve("password"), "wrong");
    var access = new RpcAccess(new BasicCredentials("pool", "secret"), Set.of());
    try (var server = new RpcFixture(settings().withAccess(access))) {
      assertThat(run("--url", server.url(), "--address", ADDRESS)).isEqualTo(2);
      assertThat(
              run(
                  "--url",
                  server.url(),
                  "--address",
                  ADDRESS,
                  "--user",
                  "pool",
                  "--password-file",
                  password.toString()))
          .isEqualTo(2);
    }
    assertThat(err.toString()).contains("check --user and --password-file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32601,\"message\":\"no\"},\"id\":1}",
        "{\"result\":7,\"error\":null,\"id\":1}",
        "{\"result\":{\"hash\":\"00\"},\"error\":null,\"id\":1}",
        "{\"result\":null,\"error\":{\"code\":-5,\"message\":\"bad\\naddress\"},\"id\":1}"
      })
  void anotherKindOfServerIsHopeless(String answer) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/",
        exchange -> {
          var bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      var url = "http://127.0.0.1:" + server.getAddress().getPort();

      assertThat(run("--url", url, "--address", ADDRESS)).isEqualTo(2);
      assertThat(err.toString()).startsWith("alys miner: ");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aSilentNodeIsGivenUpWithOne() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var url = "http://127.0.0.1:" + port;

    assertThat(run("--url", url, "--address", ADDRESS, "--give-up-after", "100ms")).isEqualTo(1);
    assertThat(err.toString()).contains("did not answer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--address 0x12",
        "--address A --url ftp://x",
        "--address A --url 127.0.0.1:3000",
        "--address A --url http://user:secret@127.0.0.1:3000",
        "--address A --threads 0",
        "--address A --threads many",
        "--address A --poll 1",
        "--address A --poll 1ms",
        "--address A --max-hash-rate fast",
        "--address A --max-ranges -1",
        "--address A --commitment witness",
        "--address A --user pool",
        "--address A --password-file nowhere",
        "--address A --user pool --password-file nowhere",
        "--address A --nonsense"
      })
  void aMistakeIsNamedWithTwo(String line) {
    var arguments = new ArrayList<>(List.of(line.replace("A", ADDRESS).split(" ")));
    arguments.removeIf(String::isEmpty);

    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void theHelpTeaches() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("createauxblock", "--max-hash-rate", "Examples:", "Exit codes:")
        .contains("--password-file", "http://127.0.0.1:3000");
  }

  private int run(String... arguments) {
    return new CommandLine(new MinerCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static RpcSettings settings() {
    return RpcSettings.DEFAULT.withPort(0).withDialect(Dialect.POOL);
  }
}
