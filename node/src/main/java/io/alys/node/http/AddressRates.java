package io.alys.node.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket per remote address (IPv6: per /64 network, since one host has them all), for the
 * most recent addresses. Loopback is exempt.
 */
public final class AddressRates {
  /** Beyond so many the address that was quiet longest is forgotten. */
  static final int MAX_ADDRESSES = 10_000;

  private final int perSecond;
  private final int burst;
  private final TimeMeter meter;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  /** Buckets of {@code burst} tokens that gain {@code perSecond}. */
  public AddressRates(int perSecond, int burst) {
    this(perSecond, burst, TimeMeter.SYSTEM_NANOTIME);
  }

  AddressRates(int perSecond, int burst, TimeMeter meter) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.meter = meter;
  }

  /** Takes {@code tokens} from the address's bucket, or none and answers false. */
  public boolean tryTake(InetAddress address, int tokens) {
    return tokens <= 0 || address.isLoopbackAddress() || bucket(address).tryConsume(tokens);
  }

  private synchronized Bucket bucket(InetAddress address) {
    return buckets.computeIfAbsent(key(address), _ -> newBucket());
  }

  synchronized int remembered() {
    return buckets.size();
  }

  private static String key(InetAddress address) {
    var bytes = address.getAddress();
    return address instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(bytes, 8))
        : Arrays.toString(bytes);
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(meter)
        .build();
  }
}
