package io.alys.integration.libp2p.connection;

import io.alys.messages.types.Bytes;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts connections and says which of them are too many; safe for all threads. */
final class ConnectionBook {

  private static final int MAX_ADDRESSES = 4_096;
  private static final int IP6_NETWORK = 8;

  /** One connection's place, to be given back when it ends. */
  final class Place {
    private final Optional<Bytes> address;
    private boolean upgrading;
    private boolean free;

    private Place(Optional<Bytes> address) {
      this.address = address;
      this.upgrading = address.isPresent();
    }

    /** The connection is upgraded. */
    void upgraded() {
      synchronized (ConnectionBook.this) {
        if (upgrading && !free) {
          upgrading = false;
          ConnectionBook.this.upgrading--;
        }
      }
    }

    /** The connection has ended; only the first call counts. */
    void release() {
      synchronized (ConnectionBook.this) {
        if (!free) {
          upgraded();
          free = true;
          forget(this);
        }
      }
    }
  }

  /** A place, or why there is none. */
  sealed interface Admission {

    /** There is a place. */
    record Admitted(Place place) implements Admission {}

    /** There is none. */
    record Refused(String reason) implements Admission {}
  }

  private record Window(long number, int count) {}

  private final ConnectionLimits limits;
  private final InstantSource clock;
  private final Map<Bytes, Integer> perAddress = new HashMap<>();
  private final Map<Bytes, Window> recent = new LinkedHashMap<>(16, 0.75f, true);
  private int all;
  private int inbound;
  private int upgrading;

  ConnectionBook(ConnectionLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  synchronized Admission admitInbound(InetAddress address) {
    var key = key(address);
    if (isTooFast(key)) {
      return new Admission.Refused("too many connections in a short time from " + address);
    }
    if (all >= limits.maxConnections() || inbound >= limits.maxInbound()) {
      return new Admission.Refused("too many connections");
    }
    if (upgrading >= limits.maxUpgrading()) {
      return new Admission.Refused("too many connections that are not upgraded");
    }
    if (perAddress.getOrDefault(key, 0) >= limits.maxPerAddress()) {
      return new Admission.Refused("too many connections from " + address);
    }
    all++;
    inbound++;
    upgrading++;
    perAddress.merge(key, 1, Integer::sum);
    return new Admission.Admitted(new Place(Optional.of(key)));
  }

  synchronized Admission admitOutbound() {
    if (all >= limits.maxConnections()) {
      return new Admission.Refused("too many connections");
    }
    all++;
    return new Admission.Admitted(new Place(Optional.empty()));
  }

  synchronized int size() {
    return all;
  }

  /** Addresses that are remembered for their rate; bounded. */
  synchronized int remembered() {
    return recent.size();
  }

  private boolean isTooFast(Bytes key) {
    long number = clock.millis() / limits.rate().window().toMillis();
    var last = recent.get(key);
    int count = last != null && last.number() == number ? last.count() + 1 : 1;
    recent.put(key, new Window(number, count));
    if (recent.size() > MAX_ADDRESSES) {
      recent.remove(recent.keySet().iterator().next());
    }
    return count > limits.rate().maxPerWindow();
  }

  private void forget(Place place) {
    all--;
    if (place.address.isPresent()) {
      inbound--;
      perAddress.computeIfPresent(
          place.address.get(), (key, count) -> count == 1 ? null : count - 1);
    }
  }

  private static Bytes key(InetAddress address) {
    var bytes = Bytes.of(address.getAddress());
    return bytes.size() > IP6_NETWORK ? bytes.slice(0, IP6_NETWORK) : bytes;
  }
}
