package io.alys.integration.genesis;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import io.alys.integration.testing.EthereumJs;
import io.alys.integration.testing.ExecutionProcess;
import io.alys.integration.testing.Geth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real execution client on loopback with a genesis of ours, stopped when closed. */
final class RunningClient implements AutoCloseable {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutionProcess process;
  private final byte[] secret;

  private RunningClient(ExecutionProcess process) throws IOException {
    this.process = process;
    this.secret = HexFormat.of().parseHex(Files.readString(process.jwtSecretFile()));
  }

  /** Starts the client in the empty folder; skips the test when the machine has none. */
  static RunningClient start(String name, ExecutionGenesis genesis, Path folder)
      throws IOException {
    var process = name.equals("geth") ? new Geth(genesis, folder) : new EthereumJs(genesis, folder);
    process.start();
    return new RunningClient(process);
  }

  /** The result of a call to the public server. */
  JsonNode rpc(String method, Object... params) throws IOException, InterruptedException {
    return call(request(process.rpcUrl(), method, params).build());
  }

  /** The result of a call to the Engine API. */
  JsonNode engine(String method, Object... params) throws IOException, InterruptedException {
    return call(
        request(process.engineUrl(), method, params)
            .header("Authorization", "Bearer " + token())
            .build());
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }

  private static HttpRequest.Builder request(URI url, String method, Object... params) {
    var body = JsonMapper.shared().createObjectNode().put("jsonrpc", "2.0").put("id", 1);
    body.put("method", method).putPOJO("params", params);
    return HttpRequest.newBuilder(url)
        .timeout(CALL_LIMIT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
  }

  private JsonNode call(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    var json = JsonMapper.shared().readTree(answer);
    if (!json.has("result")) {
      throw new IOException(answer);
    }
    return json.required("result");
  }

  private String token() {
    try {
      var claims = Map.<String, Object>of("iat", Instant.now().getEpochSecond());
      var token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
      token.sign(new MACSigner(secret));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
