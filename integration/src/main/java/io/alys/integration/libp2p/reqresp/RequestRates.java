package io.alys.integration.libp2p.reqresp;

import io.alys.integration.libp2p.identity.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What each peer may ask for in a time: a bucket of tokens for each, which fills steadily. It is
 * the peer's and not the connection's, so that connecting again does not fill it.
 */
public final class RequestRates {

  private static final int MAX_PEERS = 4_096;

  private final double capacity;
  private final double perNano;
  private final LongSupplier nanoTime;
  private final Map<PeerId, Bucket> buckets = new LinkedHashMap<>();

  private record Bucket(double tokens, long at) {}

  /**
   * So many tokens in a time, and no more at once.
   *
   * @param nanoTime a clock that never goes back
   */
  public RequestRates(int tokens, Duration per, LongSupplier nanoTime) {
    if (tokens < 1 || !per.isPositive()) {
      throw new IllegalArgumentException("a rate of requests must be positive");
    }
    this.capacity = tokens;
    this.perNano = (double) tokens / per.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Takes tokens for a request, at most a bucket full; false when there are too few. */
  synchronized boolean take(PeerId peer, int cost) {
    long now = nanoTime.getAsLong();
    var before = buckets.remove(peer);
    double tokens = before == null ? capacity : filled(before, now);
    double price = Math.clamp(cost, 1, capacity);
    boolean enough = tokens >= price;
    buckets.put(peer, new Bucket(enough ? tokens - price : tokens, now));
    if (buckets.size() > MAX_PEERS) {
      buckets.values().removeIf(bucket -> filled(bucket, now) >= capacity);
      if (buckets.size() > MAX_PEERS) {
        buckets.remove(buckets.keySet().iterator().next());
      }
    }
    return enough;
  }

  private double filled(Bucket bucket, long now) {
    return Math.min(capacity, bucket.tokens() + (now - bucket.at()) * perNano);
  }
}
