package io.alys.system.network;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node's administration server, asked with the token that lies in the node's data folder. */
final class Admin implements AutoCloseable {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final String url;
  private final Path token;

  Admin(int port, Path dataFolder) {
    this.url = "http://127.0.0.1:" + port;
    this.token = dataFolder.resolve("admin.token");
  }

  /** What is at a path, or nothing while the server is down, slow or refuses. */
  Optional<String> get(String path) {
    return send(path, "GET").filter(answer -> answer.statusCode() == 200).map(HttpResponse::body);
  }

  /** The same, as JSON. */
  Optional<JsonNode> tree(String path) {
    return get(path)
        .flatMap(
            body -> {
              try {
                return Optional.of(JsonMapper.shared().readTree(body));
              } catch (JacksonException e) {
                return Optional.empty();
              }
            });
  }

  /**
   * Makes an actor fail; whether that was taken. Nothing if the answer was lost, or the server is
   * about to stop or to begin.
   */
  Optional<Boolean> crash(String actor) {
    var path =
        "/chaos/crash?why=crash-run&actors=" + URLEncoder.encode(actor, StandardCharsets.UTF_8);
    return send(path, "POST")
        .filter(answer -> answer.statusCode() != 503)
        .map(answer -> answer.statusCode() == 200);
  }

  private Optional<HttpResponse<String>> send(String path, String method) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(CALL_LIMIT)
              .header("Authorization", "Bearer " + Files.readString(token).strip())
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
