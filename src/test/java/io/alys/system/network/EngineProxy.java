package io.alys.system.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An engine port that is a real client's, but for the answers to some methods. */
final class EngineProxy implements AutoCloseable {
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI target;
  private final Map<String, Consumer<ObjectNode>> changes = new ConcurrentHashMap<>();

  /** Listens on a free port of loopback. */
  EngineProxy(int targetPort) {
    this.target = URI.create("http://127.0.0.1:" + targetPort);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on answers to the method are changed. */
  EngineProxy changing(String method, Consumer<ObjectNode> change) {
    changes.put(method, change);
    return this;
  }

  /** From now on the method does not exist. */
  EngineProxy without(String method) {
    return changing(
        method,
        answer -> {
          answer.remove("result");
          answer.putObject("error").put("code", -32601).put("message", "the method does not exist");
        });
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var question = exchange.getRequestBody().readAllBytes();
      var forwarded = HttpRequest.newBuilder(target).header("Content-Type", "application/json");
      var token = exchange.getRequestHeaders().getFirst("Authorization");
      if (token != null) {
        forwarded.header("Authorization", token);
      }
      var answer =
          http.send(
              forwarded.POST(HttpRequest.BodyPublishers.ofByteArray(question)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      var changed = changed(question, answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.statusCode(), changed.length);
      exchange.getResponseBody().write(changed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] changed(byte[] question, byte[] answer) {
    var method = JsonMapper.shared().readTree(question).path("method").asString("");
    var change = changes.get(method);
    if (change == null) {
      return answer;
    }
    var tree = (ObjectNode) JsonMapper.shared().readTree(answer);
    change.accept(tree);
    return JsonMapper.shared().writeValueAsBytes(tree);
  }

  @Override
  public void close() {
    server.stop(0);
    http.shutdownNow();
  }
}
