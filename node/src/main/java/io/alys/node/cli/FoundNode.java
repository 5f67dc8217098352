package io.alys.node.cli;

import io.alys.node.admin.AdminToken;
import io.alys.node.admin.NodeFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node that runs on this machine, found by what it wrote into its data folder. */
final class FoundNode {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** Longer than the server's own limit for orders. */
  private static final Duration TIMEOUT = Duration.ofSeconds(75);

  private final NodeFile file;
  private final ProcessHandle process;
  private final AdminToken token;

  private FoundNode(NodeFile file, ProcessHandle process, AdminToken token) {
    this.file = file;
    this.process = process;
    this.token = token;
  }

  /** The node that uses the folder. */
  static FoundNode in(Path dataDir) throws CannotReach {
    var folder = dataDir.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw CannotReach.forGood("there is no folder " + folder + ": name the node's data folder");
    }
    var file = file(folder);
    var process =
        file.process()
            .orElseThrow(
                () ->
                    CannotReach.forNow(
                        "no node runs in %s: process %d, the last one, has ended"
                            .formatted(folder, file.pid())));
    try {
      return new FoundNode(file, process, AdminToken.read(folder));
    } catch (IOException e) {
      throw CannotReach.forGood(
          "%s can't be read (%s): run this as the user of the node, process %d"
              .formatted(AdminToken.file(folder), reason(e), file.pid()));
    }
  }

  private static NodeFile file(Path folder) throws CannotReach {
    try {
      return NodeFile.read(folder)
          .orElseThrow(
              () ->
                  CannotReach.forNow(
                      "no node runs in %s, or it still starts: there is no node.json"
                          .formatted(folder)));
    } catch (IOException e) {
      throw CannotReach.forGood(
          NodeFile.file(folder)
              + " can't be read ("
              + reason(e)
              + "): run this as the node's user");
    }
  }

  URI url() {
    return file.admin();
  }

  ProcessHandle process() {
    return process;
  }

  /** What is at a path. */
  JsonNode get(String path, Map<String, String> parameters)
      throws CannotReach, InterruptedException {
    return send(request(path, parameters).GET().build());
  }

  /** Gives an order. */
  JsonNode post(String path, Map<String, String> parameters)
      throws CannotReach, InterruptedException {
    return post(path, parameters, TIMEOUT);
  }

  /** Gives an order that is answered at once. */
  JsonNode post(String path, Map<String, String> parameters, Duration within)
      throws CannotReach, InterruptedException {
    var request = request(path, parameters).POST(BodyPublishers.noBody()).timeout(within);
    return send(request.build());
  }

  private HttpRequest.Builder request(String path, Map<String, String> parameters) {
    var query =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    var target = query.isEmpty() ? path : path + "?" + query;
    return HttpRequest.newBuilder(file.admin().resolve(target))
        .timeout(TIMEOUT)
        .header("Authorization", token.header());
  }

  private JsonNode send(HttpRequest request) throws CannotReach, InterruptedException {
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build()) {
      return read(client.send(request, BodyHandlers.ofString()));
    } catch (HttpTimeoutException e) {
      throw CannotReach.forNow(
          "the node (process %d) does not answer at %s in time"
              .formatted(file.pid(), file.admin()));
    } catch (IOException e) {
      throw CannotReach.forNow(
          "the node (process %d) does not answer at %s (%s)"
              .formatted(file.pid(), file.admin(), reason(e)));
    }
  }

  private JsonNode read(HttpResponse<String> response) throws CannotReach {
    int status = response.statusCode();
    JsonNode tree;
    try {
      tree = JsonMapper.shared().readTree(response.body());
    } catch (JacksonException e) {
      throw CannotReach.forGood(
          "what answers at " + file.admin() + " is no Alys node (HTTP " + status + ")");
    }
    if (status < 300) {
      return tree;
    }
    var text = "the node says: " + tree.path("error").path("message").asString("HTTP " + status);
    throw status >= 500 || status == 401 ? CannotReach.forNow(text) : CannotReach.forGood(text);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String reason(IOException e) {
    var message = e.getMessage();
    return message == null || message.isEmpty()
        ? e.getClass().getSimpleName()
        : e.getClass().getSimpleName() + ": " + message;
  }
}
