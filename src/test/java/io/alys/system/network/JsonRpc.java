package io.alys.system.network;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON-RPC 2.0 client over HTTP. */
final class JsonRpc implements AutoCloseable {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI url;

  JsonRpc(int port) {
    this("http://127.0.0.1:" + port);
  }

  JsonRpc(String url) {
    this.url = URI.create(url);
  }

  /** The result; anything else is a failure of the test. */
  JsonNode call(String method, Object... params) {
    try {
      var answer = send(method, params);
      if (!answer.has("result") || answer.hasNonNull("error")) {
        throw new AssertionError(method + " is answered by " + answer);
      }
      return answer.required("result");
    } catch (IOException | JacksonException e) {
      throw new AssertionError(method + " is not answered", e);
    }
  }

  /** The result, or nothing while the server is down, slow or refuses. */
  Optional<JsonNode> ask(String method, Object... params) {
    try {
      var answer = send(method, params);
      return answer.hasNonNull("result")
          ? Optional.of(answer.required("result"))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  private JsonNode send(String method, Object... params) throws IOException {
    var body = JsonMapper.shared().createObjectNode().put("jsonrpc", "2.0").put("id", 1);
    body.put("method", method).putPOJO("params", params);
    var request =
        HttpRequest.newBuilder(url)
            .timeout(CALL_LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return JsonMapper.shared().readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
