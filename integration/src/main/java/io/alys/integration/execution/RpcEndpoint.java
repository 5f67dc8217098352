package io.alys.integration.execution;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.http.HttpService;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * JSON-RPC with one port of the execution client over web3j's HTTP service: one service for each
 * time-out, with one bounded pool of connections. Calls block, so they belong on {@link
 * CallThreads}.
 */
final class RpcEndpoint implements AutoCloseable {

  /** How long an answer may take. */
  enum Pace {
    /** The client only looks something up. */
    QUICK,
    /** The client executes, builds or collects. */
    THOROUGH
  }

  private record Line(HttpService service, Duration timeout) {}

  private final ConnectionPool connections;
  private final OkHttpClient http;
  private final Line quick;
  private final Line thorough;

  /** The interceptor prepares requests and guards answers. */
  RpcEndpoint(URI url, EngineApiSettings settings, Interceptor exchange) {
    this.connections = new ConnectionPool(settings.maxConcurrentCalls(), 1, TimeUnit.MINUTES);
    this.http =
        new OkHttpClient.Builder()
            .connectionPool(connections)
            .protocols(List.of(Protocol.HTTP_1_1))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(settings.quickTimeout())
            .addInterceptor(exchange)
            .build();
    this.quick = line(url, settings.quickTimeout());
    this.thorough = line(url, settings.thoroughTimeout());
  }

  private Line line(URI url, Duration timeout) {
    var timed =
        http.newBuilder().callTimeout(timeout).readTimeout(timeout).writeTimeout(timeout).build();
    return new Line(new HttpService(url.toString(), timed, false), timeout);
  }

  /** One question and its answer. */
  <T> T call(
      Pace pace, String method, List<@Nullable Object> parameters, Function<JsonNode, T> read) {
    var line = pace == Pace.QUICK ? quick : thorough;
    var request = new Request<>(method, parameters, line.service(), RpcAnswer.class);
    RpcAnswer answer;
    try {
      answer = line.service().send(request, RpcAnswer.class);
    } catch (IOException | JacksonException e) {
      throw EngineErrors.of(method, line.timeout(), e);
    }
    return read.apply(result(request, answer));
  }

  private static JsonNode result(Request<?, ?> request, @Nullable RpcAnswer answer) {
    var method = request.getMethod();
    if (answer == null) {
      throw EngineErrors.malformed(method, "got an empty answer");
    }
    if (answer.hasError()) {
      throw EngineErrors.ofRpc(method, answer.getError());
    }
    if (answer.getId() != request.getId()) {
      throw EngineErrors.malformed(method, "got the answer to another question");
    }
    if (answer.getResult() == null) {
      throw EngineErrors.malformed(method, "got neither result nor error");
    }
    return answer.getResult();
  }

  /** Ends running calls, which fail, and releases the connections. */
  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    connections.evictAll();
  }
}
