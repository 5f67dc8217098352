package io.alys.node.miner;

import io.alys.node.http.BasicCredentials;
import io.alys.node.http.JsonLimits;
import io.alys.node.http.JsonTree;
import io.alys.node.http.JsonValue;
import io.alys.node.http.JsonWriter;
import io.alys.node.http.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks a JSON-RPC server one call at a time, in the form that V1's nodes understand as well. */
final class JsonRpcClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI url;
  private final @Nullable BasicCredentials credentials;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final StrictJson json = new StrictJson(JsonLimits.ANSWER);

  JsonRpcClient(URI url, @Nullable BasicCredentials credentials) {
    this.url = url;
    this.credentials = credentials;
  }

  /** The result of a method. */
  NodeReply<JsonValue> call(String method, @Nullable Object params) throws InterruptedException {
    try {
      return read(http.send(request(method, params), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new NodeReply.Silent<>(reason);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest request(String method, @Nullable Object params) {
    var call = JsonTree.of("method", method, "params", params, "id", 1);
    var request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JsonWriter.write(call)));
    if (credentials != null) {
      request.header("Authorization", credentials.header());
    }
    return request.build();
  }

  private NodeReply<JsonValue> read(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      return new NodeReply.Unusable<>(
          "the server refuses us (HTTP " + status + "): check --user and --password-file");
    }
    return json.parse(ByteBuffer.wrap(response.body()))
                instanceof StrictJson.Parsed(JsonValue.Struct answer)
            && answer.get("id") != null
        ? read(answer)
        : noJsonRpc(status);
  }

  private static NodeReply<JsonValue> read(JsonValue.Struct answer) {
    if (answer.get("error") instanceof JsonValue.Struct error) {
      var code = error.get("code") instanceof JsonValue.Numeral(var literal) ? literal : "0";
      var message = error.text("message");
      return new NodeReply.Refused<>(
          code.matches("-?[0-9]{1,9}") ? Integer.parseInt(code) : 0,
          message == null ? "no message" : message);
    }
    var result = answer.get("result");
    return new NodeReply.Got<>(result == null ? new JsonValue.Null() : result);
  }

  /** A gateway in front of a node that restarts answers 502 or 503 in its own words. */
  private static NodeReply<JsonValue> noJsonRpc(int status) {
    return status >= 500 || status == 429
        ? new NodeReply.Silent<>("HTTP " + status)
        : new NodeReply.Unusable<>("what answers is no JSON-RPC server (HTTP " + status + ")");
  }
}
