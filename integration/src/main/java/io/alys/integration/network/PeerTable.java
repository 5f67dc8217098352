package io.alys.integration.network;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.connection.Gate;
import io.alys.integration.libp2p.connection.HostEvents;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.identify.PeerDescription;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import io.alys.messages.peers.Goodbye;
import io.alys.messages.peers.PeerDetails;
import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.PeerListener;
import io.alys.workflows.ports.PeerListener.Departure;
import io.alys.workflows.ports.PeerListener.FaultLayer;
import io.alys.workflows.ports.TransportCounters;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected, by one connection each, and who may be. Of two connections with a peer both
 * sides keep the same: the later one when the earlier is older than a while, and so may be dead on
 * the other side; else the one that the peer with the smaller name dialled.
 */
final class PeerTable implements HostEvents, Gate {

  private static final Logger LOG = LoggerFactory.getLogger(PeerTable.class);
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private final PeerId self;
  private final Hooks hooks;
  private final LongSupplier nanoTime;
  private final Map<PeerId, Entry> peers = new HashMap<>();
  private final Set<PeerId> blockedPeers = new HashSet<>();
  private final Set<IpAddress> blockedAddresses = new HashSet<>();
  private @Nullable PeerListener listener;
  private long accepted;
  private long dialled;
  private long turnedAway;
  private long faults;

  /** What else is done with connections. */
  interface Hooks {

    /** This is the connection with a peer from now on. */
    void begun(PeerConnection connection);

    /** It no longer is. */
    void ended(PeerConnection connection);
  }

  private static final class Entry {
    private final PeerConnection connection;
    private final long since;
    private PeerDetails details = PeerDetails.UNKNOWN;
    private boolean identified;
    private boolean ours;
    private Goodbye goodbye = Goodbye.UNKNOWN;

    Entry(PeerConnection connection, long since) {
      this.connection = connection;
      this.since = since;
    }
  }

  PeerTable(PeerId self, Hooks hooks, LongSupplier nanoTime) {
    this.self = self;
    this.hooks = hooks;
    this.nanoTime = nanoTime;
  }

  synchronized void listen(PeerListener to) {
    listener = to;
    for (var entry : List.copyOf(peers.values())) {
      tellConnected(entry);
      if (entry.identified) {
        tell(it -> it.identified(idOf(entry.connection), entry.details));
      }
    }
  }

  @Override
  public synchronized void connected(PeerConnection connection) {
    var peer = idOf(connection);
    var before = peers.get(peer);
    if (before != null && before.connection.equals(connection)) {
      return;
    }
    if (before != null && !isBetter(connection, before)) {
      connection.close("there is a connection already");
      return;
    }
    if (connection.isDialer()) {
      dialled++;
    } else {
      accepted++;
    }
    var entry = new Entry(connection, nanoTime.getAsLong());
    peers.put(peer, entry);
    if (before == null) {
      tellConnected(entry);
    } else {
      hooks.ended(before.connection);
      before.connection.close("there is another connection");
    }
    hooks.begun(connection);
  }

  private boolean isBetter(PeerConnection connection, Entry before) {
    boolean settled = nanoTime.getAsLong() - before.since > SETTLED.toNanos();
    if (settled || !before.connection.isOpen()) {
      return true;
    }
    boolean smaller = self.compareTo(idOf(connection)) < 0;
    return before.connection.isDialer() != connection.isDialer()
        && connection.isDialer() == smaller;
  }

  synchronized void identified(PeerConnection connection, PeerDescription description) {
    entry(connection)
        .ifPresent(
            entry -> {
              entry.details = PeerNames.of(description);
              entry.identified = true;
              tell(it -> it.identified(idOf(connection), entry.details));
            });
  }

  @Override
  public synchronized void disconnected(PeerConnection connection, String reason) {
    var entry = entry(connection);
    if (entry.isPresent()) {
      var peer = idOf(connection);
      peers.remove(peer);
      hooks.ended(connection);
      var departure = new Departure(entry.get().ours, entry.get().goodbye, reason);
      tell(it -> it.disconnected(peer, departure));
    }
  }

  @Override
  public synchronized void fault(PeerConnection connection, PeerFault fault) {
    faults++;
    var layer =
        switch (fault.layer()) {
          case ENCODING, IDENTITY, MULTISTREAM, NOISE, YAMUX, CONNECTION -> FaultLayer.CONNECTION;
          case IDENTIFY, PING -> FaultLayer.IDENTIFY;
          case REQUEST -> FaultLayer.REQUEST;
          case GOSSIP -> FaultLayer.GOSSIP;
        };
    if (entry(connection).isPresent()) {
      tell(it -> it.fault(idOf(connection), layer, String.valueOf(fault.getMessage())));
    }
  }

  @Override
  public synchronized void turnedAway(InetAddress address, String reason) {
    turnedAway++;
    tell(it -> it.turnedAway(PeerNames.of(address), reason));
  }

  /** A peer said why it leaves. */
  synchronized void saidGoodbye(PeerConnection connection, Goodbye goodbye) {
    entry(connection).filter(entry -> !entry.ours).ifPresent(entry -> entry.goodbye = goodbye);
  }

  /** This node leaves a peer; the connection that is to be ended. */
  synchronized Optional<PeerConnection> leave(PeerId peer, Goodbye goodbye) {
    var entry = Optional.ofNullable(peers.get(peer)).filter(one -> !one.ours);
    entry.ifPresent(
        one -> {
          one.ours = true;
          one.goodbye = goodbye;
        });
    return entry.map(one -> one.connection);
  }

  synchronized Optional<PeerConnection> connection(PeerId peer) {
    return Optional.ofNullable(peers.get(peer)).map(entry -> entry.connection);
  }

  /** Whether a peer may speak a protocol; true as long as it has not said. */
  synchronized boolean mayKnow(PeerId peer, String protocol) {
    var entry = peers.get(peer);
    return entry == null || !entry.identified || entry.details.protocols().contains(protocol);
  }

  synchronized List<PeerId> all() {
    return List.copyOf(peers.keySet());
  }

  synchronized void block(PeerId peer) {
    blockedPeers.add(peer);
  }

  synchronized void unblock(PeerId peer) {
    blockedPeers.remove(peer);
  }

  /** Those who are connected from there. */
  synchronized List<PeerId> block(IpAddress address) {
    blockedAddresses.add(address);
    return peers.entrySet().stream()
        .filter(one -> addressOf(one.getValue().connection).equals(address))
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized void unblock(IpAddress address) {
    blockedAddresses.remove(address);
  }

  @Override
  public synchronized Optional<String> refusal(InetAddress address) {
    return blockedAddresses.contains(PeerNames.of(address))
        ? Optional.of("the address is blocked")
        : Optional.empty();
  }

  @Override
  public synchronized Optional<String> refusal(io.alys.integration.libp2p.identity.PeerId peer) {
    var id = PeerNames.of(peer);
    if (id.equals(self)) {
      return Optional.of("that is this node itself");
    }
    return blockedPeers.contains(id) ? Optional.of("the peer is blocked") : Optional.empty();
  }

  synchronized TransportCounters.Connections counters(long failedDials) {
    return new TransportCounters.Connections(
        peers.size(), accepted, dialled, failedDials, turnedAway, faults);
  }

  private void tellConnected(Entry entry) {
    var address = PeerNames.of(Multiaddr.of(entry.connection.remoteAddress()));
    tell(it -> it.connected(idOf(entry.connection), address, entry.connection.isDialer()));
  }

  private void tell(Consumer<PeerListener> event) {
    if (listener != null) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("a listener of the network failed", e);
      }
    }
  }

  private Optional<Entry> entry(PeerConnection connection) {
    return Optional.ofNullable(peers.get(idOf(connection)))
        .filter(entry -> entry.connection.equals(connection));
  }

  private static PeerId idOf(PeerConnection connection) {
    return PeerNames.of(connection.peer());
  }

  private static IpAddress addressOf(PeerConnection connection) {
    return PeerNames.of(connection.remoteAddress().getAddress());
  }
}
