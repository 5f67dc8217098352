package io.alys.integration.execution;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the execution client's engine port is, and the bounds of talking to it.
 *
 * @param url the engine port, http or https
 * @param publicUrl the public port, asked for receipts that the engine port does not serve; null
 *     for none
 * @param thoroughTimeout for calls that execute or build
 * @param quickTimeout for all others, and for connecting
 * @param maxAnswerBytes the largest answer that is read
 * @param maxConcurrentCalls threads and connections; as many calls may wait for one
 */
public record EngineApiSettings(
    URI url,
    @Nullable URI publicUrl,
    Duration thoroughTimeout,
    Duration quickTimeout,
    long maxAnswerBytes,
    int maxConcurrentCalls) {

  /** 8 s and 1 s, answers up to 64 MiB, 4 calls at a time. */
  public static EngineApiSettings of(URI url) {
    return new EngineApiSettings(
        url, null, Duration.ofSeconds(8), Duration.ofSeconds(1), 64L << 20, 4);
  }

  /** Refuses addresses other than http and https, and empty bounds. */
  public EngineApiSettings {
    check(url);
    if (publicUrl != null) {
      check(publicUrl);
    }
    if (!thoroughTimeout.isPositive() || !quickTimeout.isPositive()) {
      throw new IllegalArgumentException("time-outs must be positive");
    }
    if (maxAnswerBytes < 1 || maxConcurrentCalls < 1) {
      throw new IllegalArgumentException("bounds must be at least 1");
    }
  }

  private static void check(URI url) {
    if (url.getScheme() == null || !Set.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException("address must begin with http:// or https://: " + url);
    }
    if (url.getHost() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException("address needs a host and no user: " + url.getHost());
    }
  }
}
