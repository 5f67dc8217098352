package io.alys.integration.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.alys.integration.bls.BlsSecretKey;
import io.alys.messages.types.Hash32;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A small signer with Web3Signer's paths and one key, which can be told to misbehave. */
public final class SignerServer implements AutoCloseable {

  /** What it answers to a request for a signature. */
  public record Answer(int status, String body) {}

  private static final Pattern ROOT = Pattern.compile("\"signingRoot\":\"0x([0-9a-f]{64})\"");

  private final HttpServer server;
  private final boolean secure;
  private final BlsSecretKey key;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Hash32> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Hash32, Answer> answers;
  private volatile boolean silent;

  private SignerServer(HttpServer server, boolean secure, BlsSecretKey key) {
    this.server = server;
    this.secure = secure;
    this.key = key;
    this.answers = root -> new Answer(200, "{\"signature\":\"" + signature(root) + "\"}");
    server.setExecutor(threads);
    server.createContext("/upcheck", exchange -> reply(exchange, new Answer(200, "OK")));
    server.createContext("/api/v1/eth2/publicKeys", this::onKeys);
    server.createContext("/api/v1/eth2/sign/" + key.publicKey().prefixedHex(), this::onSign);
    server.start();
  }

  /** Starts one on a free port; with {@code tls} it wants a client certificate. */
  public static SignerServer start(BlsSecretKey key, @Nullable SSLContext tls) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      return tls == null
          ? new SignerServer(HttpServer.create(address, 0), false, key)
          : new SignerServer(secure(address, tls), true, key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
    var server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            var wanted = tls.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    return server;
  }

  /** Where it is. */
  public URI address() {
    return URI.create(
        (secure ? "https" : "http") + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The roots that it was asked to sign, in order. */
  public List<Hash32> asked() {
    return List.copyOf(asked);
  }

  /** The signature of its key as text. */
  public String signature(Hash32 root) {
    return key.sign(root).bytes().prefixedHex();
  }

  /** Answers otherwise from now on. */
  public void answering(Function<Hash32, Answer> next) {
    answers = next;
  }

  /** Takes requests and never answers from now on. */
  public void fallSilent() {
    silent = true;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void onKeys(HttpExchange exchange) throws IOException {
    reply(exchange, new Answer(200, "[\"" + key.publicKey().prefixedHex() + "\"]"));
  }

  private void onSign(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var root = ROOT.matcher(body);
    if (!exchange.getRequestMethod().equals("POST") || !root.find()) {
      reply(exchange, new Answer(400, "no signingRoot"));
      return;
    }
    var wanted = Hash32.fromHex(root.group(1));
    asked.add(wanted);
    if (silent) {
      awaitClose();
    }
    reply(exchange, answers.apply(wanted));
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reply(HttpExchange exchange, Answer answer) throws IOException {
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
