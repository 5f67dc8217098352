package io.alys.integration.execution;

import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.http.HttpService;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * JSON-RPC to the engine port on threads of its own, over web3j's HTTP service; one service for
 * each time-out, with one pool of connections.
 */
final class EngineTransport implements AutoCloseable {

  /** How long an answer may take. */
  enum Pace {
    /** The client only looks something up. */
    QUICK,
    /** The client executes, builds or collects. */
    THOROUGH
  }

  private static final String CLOSED = "the connection is closed";

  private record Line(HttpService service, OkHttpClient http, Duration timeout) {}

  private final ExecutorService threads;
  private final ConnectionPool connections;
  private final Line quick;
  private final Line thorough;

  EngineTransport(EngineApiSettings settings, JwtSecret secret, InstantSource clock) {
    int calls = settings.maxConcurrentCalls();
    this.threads =
        new ThreadPoolExecutor(
            calls,
            calls,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(calls),
            Thread.ofPlatform().daemon().name("engine-api-", 0).factory());
    this.connections = new ConnectionPool(calls, 1, TimeUnit.MINUTES);
    var http =
        new OkHttpClient.Builder()
            .connectionPool(connections)
            .protocols(List.of(Protocol.HTTP_1_1))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(settings.quickTimeout())
            .addInterceptor(new EngineExchange(secret, clock, settings.maxAnswerBytes()))
            .build();
    this.quick = line(http, settings, settings.quickTimeout());
    this.thorough = line(http, settings, settings.thoroughTimeout());
  }

  private static Line line(OkHttpClient http, EngineApiSettings settings, Duration timeout) {
    var timed =
        http.newBuilder().callTimeout(timeout).readTimeout(timeout).writeTimeout(timeout).build();
    return new Line(new HttpService(settings.url().toString(), timed, false), timed, timeout);
  }

  /** Runs calls, one after the other, on a thread of the transport. */
  <T> CompletionStage<T> submit(Supplier<T> calls) {
    var task = new Task<>(calls);
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      task.refuse(threads.isShutdown() ? CLOSED : "too many calls at once");
    }
    return task.answer;
  }

  /** One question and its answer; blocks, so only within {@link #submit}. */
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

  private static JsonNode result(Request<?, ?> request, RpcAnswer answer) {
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

  /** Ends running calls, which fail, and releases threads and connections. */
  @Override
  public void close() {
    threads.shutdown();
    quick.http().dispatcher().cancelAll();
    thorough.http().dispatcher().cancelAll();
    for (var waiting : threads.shutdownNow()) {
      if (waiting instanceof Task<?> task) {
        task.refuse(CLOSED);
      }
    }
    connections.evictAll();
  }

  /** Calls that run, or wait for a thread. */
  private static final class Task<T> implements Runnable {

    private final Supplier<T> calls;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Task(Supplier<T> calls) {
      this.calls = calls;
    }

    @Override
    public void run() {
      try {
        answer.complete(calls.get());
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
    }

    void refuse(String why) {
      answer.completeExceptionally(new ExecutionFailure(Kind.UNAVAILABLE, why));
    }
  }
}
