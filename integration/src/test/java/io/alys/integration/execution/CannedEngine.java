package io.alys.integration.execution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.alys.messages.types.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP server on loopback that gives canned answers to JSON-RPC requests and keeps them. */
final class CannedEngine implements AutoCloseable {

  static final String SECRET = "a15".repeat(21) + "0";

  /** What goes out for a request: status and body. */
  private record Reply(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Function<JsonNode, Reply>> replies = new ConcurrentHashMap<>();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();

  CannedEngine() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A client of this server with short time-outs. */
  EngineApiClient connect(Path folder, @Nullable URI publicUrl, InstantSource clock) {
    var settings =
        new EngineApiSettings(
            url(), publicUrl, Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 20, 2);
    try {
      var file = Files.writeString(folder.resolve("jwt.hex"), SECRET);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return new EngineApiClient(settings, JwtSecret.load(file), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The result of a method, as JSON. */
  void result(String method, String json) {
    replies.put(method, request -> ok(request, "\"result\":" + json));
  }

  /** A JSON-RPC error, as JSON. */
  void error(String method, String json) {
    replies.put(method, request -> ok(request, "\"error\":" + json));
  }

  /** A whole body with a status. */
  void raw(String method, int status, String body) {
    replies.put(method, _ -> new Reply(status, body));
  }

  List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  /** Authorization headers, empty text for none. */
  List<String> tokens() {
    return List.copyOf(tokens);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static String hash(int filler) {
    return "0x" + Bytes.of((byte) filler).hex().repeat(32);
  }

  private static Reply ok(JsonNode request, String member) {
    var id = request.required("id").asLong();
    return new Reply(200, "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + member + "}");
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
      requests.add(request);
      tokens.add(
          exchange.getRequestHeaders().getOrDefault("Authorization", List.of("")).getFirst());
      var reply =
          replies
              .getOrDefault(request.required("method").asString(), CannedEngine::unknown)
              .apply(request);
      var body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Reply unknown(JsonNode request) {
    return ok(request, "\"error\":{\"code\":-32601,\"message\":\"no such method\"}");
  }
}
