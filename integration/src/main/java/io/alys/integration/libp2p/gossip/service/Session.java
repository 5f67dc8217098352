package io.alys.integration.libp2p.gossip.service;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.connection.PeerConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A peer's connections, and the one stream to it over one of them. Guarded by the lock of {@link
 * Gossip}.
 */
final class Session {

  private static final int MAX_ATTEMPTS = 4;

  private final List<Way> ways = new ArrayList<>();
  private @Nullable Way opening;
  private @Nullable Way open;

  /** One connection. */
  static final class Way {
    final PeerConnection connection;
    private int attempts;
    private @Nullable Outbound outbound;
    private @Nullable ByteStream inbound;

    Way(PeerConnection connection) {
      this.connection = connection;
    }
  }

  void add(PeerConnection connection) {
    ways.add(new Way(connection));
  }

  /** Returns whether it was the last. */
  boolean remove(PeerConnection connection) {
    ways.removeIf(way -> way.connection.equals(connection));
    if (opening != null && opening.connection.equals(connection)) {
      opening = null;
    }
    if (open != null && open.connection.equals(connection)) {
      open = null;
    }
    return ways.isEmpty();
  }

  PeerConnection first() {
    return ways.getFirst().connection;
  }

  List<PeerConnection> connections() {
    return ways.stream().map(way -> way.connection).toList();
  }

  /** Where to open a stream now, when there is none and one may be tried. */
  Optional<Way> toOpen() {
    if (opening != null || open != null) {
      return Optional.empty();
    }
    var next =
        ways.stream()
            .filter(way -> way.attempts < MAX_ATTEMPTS && way.connection.isOpen())
            .findFirst();
    next.ifPresent(
        way -> {
          way.attempts++;
          opening = way;
        });
    return next;
  }

  /** Whether the stream is still of use. */
  boolean opened(Way way, Outbound outbound) {
    if (opening != way) {
      return false;
    }
    opening = null;
    open = way;
    way.outbound = outbound;
    return true;
  }

  void failed(Way way) {
    if (opening == way) {
      opening = null;
    }
  }

  void closed(Way way) {
    if (open == way) {
      open = null;
      way.outbound = null;
    }
  }

  /** Sends what waits, on the thread of the connection. */
  Optional<Runnable> drain() {
    var way = open;
    var outbound = way == null ? null : way.outbound;
    return way == null || outbound == null
        ? Optional.empty()
        : Optional.of(() -> way.connection.execute(outbound::drain));
  }

  /** Takes a stream of the peer instead of the one before, which is returned. */
  Optional<ByteStream> accepted(PeerConnection connection, ByteStream stream) {
    for (var way : ways) {
      if (way.connection.equals(connection)) {
        var before = Optional.ofNullable(way.inbound);
        way.inbound = stream;
        way.attempts = Math.min(way.attempts, MAX_ATTEMPTS - 1);
        return before;
      }
    }
    return Optional.empty();
  }
}
