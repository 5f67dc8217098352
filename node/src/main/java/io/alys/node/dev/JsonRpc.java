package io.alys.node.dev;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a program over HTTP, by JSON-RPC, mostly whether it is there yet. */
final class JsonRpc implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** The result; empty when there is no answer, or an error. */
  Optional<JsonNode> call(URI url, String method, Object... params) throws InterruptedException {
    return call(url, PATIENCE, method, params);
  }

  /** The same with another patience, for calls that take their time. */
  Optional<JsonNode> call(URI url, Duration patience, String method, Object... params)
      throws InterruptedException {
    var body = JsonMapper.shared().createObjectNode();
    body.put("jsonrpc", "2.0").put("id", 1).put("method", method);
    body.set("params", JsonMapper.shared().valueToTree(params));
    var request =
        HttpRequest.newBuilder(withoutUser(url))
            .timeout(patience)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    if (url.getUserInfo() != null) {
      var login = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      var answer = JsonMapper.shared().readTree(response.body());
      return answer.hasNonNull("result") && !answer.hasNonNull("error")
          ? Optional.of(answer.get("result"))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** Whether what is at the address can be had with GET. */
  boolean serves(URI url) throws InterruptedException {
    var request = HttpRequest.newBuilder(url).timeout(PATIENCE).GET().build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static URI withoutUser(URI url) {
    return URI.create("%s://%s:%d/".formatted(url.getScheme(), url.getHost(), url.getPort()));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
