package io.alys.integration.libp2p.gossip.service;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.connection.HostBuilder;
import io.alys.integration.libp2p.connection.HostEvents;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamOpening;
import io.alys.integration.libp2p.connection.StreamProtocol;
import io.alys.integration.libp2p.gossip.GossipLimits;
import io.alys.integration.libp2p.gossip.GossipMessage;
import io.alys.integration.libp2p.gossip.router.Count;
import io.alys.integration.libp2p.gossip.router.Link;
import io.alys.integration.libp2p.gossip.router.Published;
import io.alys.integration.libp2p.gossip.router.Router;
import io.alys.integration.libp2p.gossip.router.RouterSettings;
import io.alys.integration.libp2p.gossip.router.Verdict;
import io.alys.integration.libp2p.gossip.score.PeerScore;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.messages.types.Bytes;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gossip with the peers of a host: {@link #on} puts it there. Safe for all threads; nothing waits
 * for the network, and listeners are called without a lock.
 */
public final class Gossip implements StreamProtocol, AutoCloseable {

  /** The protocol ids, the preferred one first. */
  public static final List<String> PROTOCOLS = List.of("/meshsub/1.1.0", "/meshsub/1.0.0");

  private static final Logger LOG = LoggerFactory.getLogger(Gossip.class);
  private static final long NANOS = 1_000_000;

  private final Node node;
  private final GossipLimits limits;
  private final Turns turns = new Turns();
  private final Router router;
  private final Map<PeerId, Session> sessions = new LinkedHashMap<>();
  private final AtomicLong numbers;
  private final ScheduledExecutorService heart;

  /**
   * Who the node is, and where it takes chance and time from.
   *
   * @param nanoTime a clock that never goes back
   * @param clock the time of day: numbers of messages go on from it after a restart
   */
  public record Node(
      PrivateKey key, RandomGenerator random, LongSupplier nanoTime, InstantSource clock) {}

  /** Gossip without peers and topics yet; its heart beats from now on. */
  public Gossip(RouterSettings settings, Node node, GossipListener listener) {
    this.node = node;
    this.limits = GossipLimits.forMessages(settings.policy().topics().maxSize());
    var port = new Effects(turns, listener, this::wake, this::giveUp);
    this.router = new Router(settings, node.key().peerId(), node.random(), port, now());
    this.numbers = new AtomicLong(node.clock().millis() * NANOS);
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("gossip-heart").factory());
    long interval = settings.timing().heartbeat().toMillis();
    var _ = heart.scheduleAtFixedRate(this::beat, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** Speaks gossip on a host that is being put together. */
  public HostBuilder on(HostBuilder host) {
    PROTOCOLS.forEach(protocol -> host.protocol(protocol, this));
    return host;
  }

  /** Hears who comes and goes, and tells the next. */
  public HostEvents events(HostEvents next) {
    return new HostEvents() {
      @Override
      public void connected(PeerConnection connection) {
        next.connected(connection);
        Gossip.this.connected(connection);
      }

      @Override
      public void disconnected(PeerConnection connection, String reason) {
        Gossip.this.disconnected(connection);
        next.disconnected(connection, reason);
      }

      @Override
      public void fault(PeerConnection connection, PeerFault fault) {
        next.fault(connection, fault);
      }

      @Override
      public void turnedAway(InetAddress address, String reason) {
        next.turnedAway(address, reason);
      }
    };
  }

  /** Comes to a topic. */
  public void subscribe(String topic) {
    turns.run(() -> router.subscribe(topic, now()));
  }

  /** Leaves a topic. */
  public void unsubscribe(String topic) {
    turns.run(() -> router.unsubscribe(topic, now()));
  }

  /** Signs a message and sends it to all who should have it. */
  public Published publish(String topic, Bytes payload) {
    var number = ByteBuffer.allocate(Long.BYTES).putLong(numbers.incrementAndGet()).array();
    var message = GossipMessage.sign(node.key(), Bytes.of(number), topic, payload);
    return turns.get(() -> router.publish(message, now()));
  }

  /** What the node makes of a message; false when no verdict is waited for (any more). */
  public boolean verdict(Bytes id, Verdict verdict) {
    return turns.get(() -> router.verdict(id, verdict));
  }

  /** Takes others for those that always get everything, and are not scored. */
  public void direct(Set<PeerId> others) {
    turns.run(() -> router.direct(others, now()));
  }

  /** The node's own opinion of a connected peer. */
  public void application(PeerId peer, double score) {
    turns.run(() -> router.application(peer, score));
  }

  /** A peer's score, and why. */
  public PeerScore score(PeerId peer) {
    return turns.get(() -> router.score(peer));
  }

  /** The scores of all connected peers but direct ones. */
  public List<PeerScore> scores() {
    return turns.get(router::scores);
  }

  /** For each topic who gets every message at once. */
  public Map<String, List<PeerId>> mesh() {
    return turns.get(router::mesh);
  }

  /** Connected peers that are on a topic. */
  public List<PeerId> peersOn(String topic) {
    return turns.get(() -> router.peersOn(topic));
  }

  /** What happened so far. */
  public Map<Count, Long> counts() {
    return turns.get(router::counts);
  }

  /** How full the memory is. */
  public Router.Usage usage() {
    return turns.get(router::usage);
  }

  /** Stops the heart. */
  @Override
  public void close() {
    heart.shutdownNow();
  }

  @Override
  public StreamHandler accept(PeerConnection connection, ByteStream stream, String protocol) {
    var peer = connection.peer();
    turns
        .get(() -> session(peer).flatMap(session -> session.accepted(connection, stream)))
        .ifPresent(ByteStream::reset);
    turns.run(() -> session(peer).ifPresent(this::open));
    return new Inbound(
        limits,
        rpc -> turns.run(() -> router.received(peer, rpc, now())),
        () -> turns.run(() -> router.malformed(peer)));
  }

  private void connected(PeerConnection connection) {
    var peer = connection.peer();
    turns.run(
        () -> {
          if (!sessions.containsKey(peer)) {
            var side = connection.isDialer() ? Link.Side.DIALLED : Link.Side.ACCEPTED;
            var address = connection.remoteAddress().getAddress();
            router.connected(peer, new Link(address, side, Link.Version.V1_1), now());
          }
          var session = sessions.computeIfAbsent(peer, key -> new Session());
          session.add(connection);
          open(session);
        });
  }

  private void disconnected(PeerConnection connection) {
    var peer = connection.peer();
    turns.run(
        () ->
            session(peer)
                .ifPresent(
                    session -> {
                      if (session.remove(connection)) {
                        sessions.remove(peer);
                        router.disconnected(peer, now());
                      } else {
                        open(session);
                      }
                    }));
  }

  private void open(Session session) {
    session
        .toOpen()
        .ifPresent(way -> turns.after(() -> way.connection.open(PROTOCOLS, opening(way))));
  }

  private StreamOpening opening(Session.Way way) {
    var peer = way.connection.peer();
    return new StreamOpening() {
      @Override
      public StreamHandler opened(ByteStream stream, String protocol) {
        Supplier<Optional<byte[]>> frames = () -> turns.get(() -> router.next(peer));
        var outbound = new Outbound(stream, frames, () -> withSession(peer, s -> s.closed(way)));
        withSession(
            peer,
            session -> {
              if (session.opened(way, outbound)) {
                boolean old = protocol.equals(PROTOCOLS.getLast());
                router.opened(peer, old ? Link.Version.V1_0 : Link.Version.V1_1);
                wake(peer);
              } else {
                turns.after(stream::reset);
              }
            });
        return outbound;
      }

      @Override
      public void failed(String reason) {
        withSession(peer, session -> session.failed(way));
      }
    };
  }

  private void withSession(PeerId peer, Consumer<Session> what) {
    turns.run(() -> session(peer).ifPresent(what));
  }

  private Optional<Session> session(PeerId peer) {
    return Optional.ofNullable(sessions.get(peer));
  }

  /** Within a turn: what waits for a peer is sent after it. */
  private void wake(PeerId peer) {
    session(peer).flatMap(Session::drain).ifPresent(turns::after);
  }

  private void giveUp(PeerId peer) {
    session(peer)
        .ifPresent(
            session ->
                session
                    .connections()
                    .forEach(connection -> turns.after(() -> connection.close("takes no gossip"))));
  }

  private void beat() {
    try {
      turns.run(
          () -> {
            router.heartbeat(now());
            sessions.values().forEach(this::open);
          });
    } catch (RuntimeException e) {
      LOG.error("A heartbeat of gossip failed", e);
    }
  }

  private long now() {
    return node.nanoTime().getAsLong() / NANOS;
  }
}
