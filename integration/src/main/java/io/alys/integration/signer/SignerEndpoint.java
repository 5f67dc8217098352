package io.alys.integration.signer;

import io.alys.integration.signer.RemoteSignerFailure.Fault;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One address of a remote signer. */
record SignerEndpoint(HttpClient client, URI base, Duration timeout) {

  private static final int MAX_SIGNATURE_BODY = 4 << 10;
  private static final int MAX_KEYS_BODY = 1 << 20;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  /** A signature, not yet verified; fails with {@link RemoteSignerFailure}. */
  CompletableFuture<BlsSignature> sign(BlsPublicKey key, Hash32 root) {
    var body =
        JsonMapper.shared()
            .createObjectNode()
            .put("type", "ALYS_BLOCK")
            .put("signingRoot", root.prefixedHex())
            .toString();
    var request =
        request("/api/v1/eth2/sign/" + key.prefixedHex())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return send(request, MAX_SIGNATURE_BODY).thenApply(this::signature);
  }

  /** Fails with {@link RemoteSignerFailure} when the signer is not up or lacks the key. */
  CompletableFuture<Void> check(BlsPublicKey key) {
    return send(request("/upcheck").GET().build(), MAX_SIGNATURE_BODY)
        .thenCompose(
            up -> {
              expectOk(up);
              var keys = request("/api/v1/eth2/publicKeys").GET().build();
              return send(keys, MAX_KEYS_BODY);
            })
        .thenAccept(keys -> expectKey(keys, key));
  }

  private HttpRequest.Builder request(String path) {
    var text = base.toString();
    var address = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Accept", "application/json")
        .timeout(timeout);
  }

  /** The client's own limit ends with the head of an answer, so the body has one of its own. */
  private CompletableFuture<HttpResponse<String>> send(HttpRequest request, int mostBytes) {
    var handler =
        BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.ISO_8859_1), mostBytes);
    var sent = client.sendAsync(request, handler);
    return sent.copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (_, thrown) -> {
              if (thrown != null) {
                sent.cancel(true);
              }
            })
        .exceptionally(
            thrown -> {
              var cause = thrown.getCause();
              throw lost(thrown instanceof CompletionException && cause != null ? cause : thrown);
            });
  }

  private BlsSignature signature(HttpResponse<String> answer) {
    expectOk(answer);
    var body = answer.body().strip();
    var text = body.startsWith("{") ? json(body).path("signature").asString("") : body;
    if (text.length() != 2 + 2 * BlsSignature.SIZE || !text.matches("0x[0-9a-fA-F]+")) {
      throw failure(Fault.BAD_ANSWER, "answered what is no signature");
    }
    return new BlsSignature(Bytes.fromHex(text.substring(2)));
  }

  private void expectOk(HttpResponse<String> answer) {
    switch (answer.statusCode()) {
      case OK -> {}
      case NOT_FOUND -> throw failure(Fault.UNKNOWN_KEY, "does not hold the key");
      case PRECONDITION_FAILED ->
          throw failure(Fault.REFUSED, "refuses: its slashing protection forbids the root");
      default ->
          throw failure(Fault.BAD_ANSWER, "answered with HTTP status " + answer.statusCode());
    }
  }

  private void expectKey(HttpResponse<String> answer, BlsPublicKey key) {
    expectOk(answer);
    for (var listed : json(answer.body())) {
      if (listed.asString("").toLowerCase(Locale.ROOT).equals(key.prefixedHex())) {
        return;
      }
    }
    throw failure(Fault.UNKNOWN_KEY, "does not list the key " + key.prefixedHex());
  }

  private JsonNode json(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw failure(Fault.BAD_ANSWER, "answered what is no JSON");
    }
  }

  private RemoteSignerFailure lost(Throwable thrown) {
    return switch (thrown) {
      case RemoteSignerFailure known -> known;
      case TimeoutException _, HttpTimeoutException _ ->
          failure(Fault.TIMED_OUT, "gave no answer within " + timeout.toMillis() + " ms");
      default -> failure(Fault.UNREACHABLE, "gave no whole answer (" + thrown + ")");
    };
  }

  private RemoteSignerFailure failure(Fault fault, String what) {
    return new RemoteSignerFailure(fault, "the remote signer " + base + " " + what);
  }
}
