package io.alys.integration.telemetry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Sends traces to an OpenTelemetry collector: OTLP over HTTP in its JSON encoding. */
final class CollectorOutput implements TraceOutput {

  private static final String PATH = "/v1/traces";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;

  /** Answers after which OTLP asks a client to try again. */
  private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI address;
  private final Map<String, String> headers;
  private final Duration pause;

  /**
   * A collector.
   *
   * @param endpoint its address without the path of traces
   * @param headers sent with each request, such as a token
   * @param pause before the second try; the third and last waits twice as long
   */
  CollectorOutput(URI endpoint, Map<String, String> headers, Duration pause) {
    this.address = URI.create(endpoint.toString().replaceAll("/+$", "") + PATH);
    this.headers = Map.copyOf(headers);
    this.pause = pause;
  }

  @Override
  public void write(byte[] request) throws IOException, InterruptedException {
    for (int retry = 1; retry <= 2; retry++) {
      try {
        if (send(request)) {
          return;
        }
      } catch (java.net.ConnectException e) {
        // Tried again.
      }
      Thread.sleep(pause.multipliedBy(retry));
    }
    if (!send(request)) {
      throw new IOException(address + " is overloaded");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** Whether it was taken; false when it may be on another try. */
  private boolean send(byte[] body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    var answer = client.send(request.build(), BodyHandlers.discarding());
    if (answer.statusCode() == OK) {
      return true;
    }
    if (RETRYABLE.contains(answer.statusCode())) {
      return false;
    }
    throw new IOException(address + " answered " + answer.statusCode());
  }
}
