package io.alys.integration.network;

import io.alys.integration.libp2p.connection.Host;
import io.alys.integration.libp2p.connection.HostBuilder;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.gossip.service.Gossip;
import io.alys.integration.libp2p.identify.Identify;
import io.alys.integration.libp2p.identify.PeerDescription;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import io.alys.integration.libp2p.ping.Ping;
import io.alys.messages.peers.Goodbye;
import io.alys.messages.peers.PeerScore;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.peers.RequestKinds;
import io.alys.workflows.ports.GossipId;
import io.alys.workflows.ports.GossipListener;
import io.alys.workflows.ports.OpenRequest;
import io.alys.workflows.ports.PeerListener;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.RequestHandler;
import io.alys.workflows.ports.RequestKind;
import io.alys.workflows.ports.ResponseListener;
import io.alys.workflows.ports.TransportCounters;
import io.alys.workflows.ports.TransportFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network over libp2p: TCP, Noise, yamux, identify, ping, gossipsub and requests. */
public final class Libp2pTransport implements PeerTransport {

  private static final Logger LOG = LoggerFactory.getLogger(Libp2pTransport.class);
  private static final String FAMILY = "alys/1";
  private static final Duration IDENTIFY = Duration.ofSeconds(10);

  private final Libp2pSettings settings;
  private final io.alys.integration.libp2p.identity.PeerId self;
  private final PeerTable peers;
  private final RequestDesk requests;
  private final GossipDesk gossip;
  private final Host host;
  private final List<String> protocols = new ArrayList<>();
  private final List<Multiaddr> announced;
  private final LongAdder failedDials = new LongAdder();
  private volatile @Nullable InetSocketAddress listening;
  private volatile boolean closed;

  /** A node that does not listen yet. */
  public Libp2pTransport(Libp2pSettings settings, SecureRandom random) {
    this.settings = settings;
    this.announced = settings.self().announced().stream().map(Multiaddr::parse).toList();
    this.self = settings.identity().peerId();
    this.peers = new PeerTable(PeerNames.of(self), new Asking(), System::nanoTime);
    this.requests = new RequestDesk(peers, System::nanoTime);
    this.gossip =
        new GossipDesk(
            settings.gossip(),
            new Gossip.Node(settings.identity(), random, System::nanoTime, InstantSource.system()));
    var builder =
        new HostBuilder(settings.identity(), gossip.gossip().events(peers))
            .settings(settings.host())
            .random(random)
            .gate(peers)
            .protocol(Identify.PROTOCOL, new Identify(this::description))
            .protocol(Ping.PROTOCOL, new Ping(random, System::nanoTime))
            .protocol(RequestKinds.GOODBYE.protocol(), new Goodbyes(peers::saidGoodbye).server());
    protocols.addAll(List.of(Identify.PROTOCOL, Ping.PROTOCOL, RequestKinds.GOODBYE.protocol()));
    requests.offer(
        settings.kinds().stream().filter(kind -> !kind.equals(RequestKinds.GOODBYE)).toList(),
        (protocol, streams) -> {
          builder.protocol(protocol, streams);
          protocols.add(protocol);
        });
    this.host = gossip.gossip().on(builder).build();
    protocols.addAll(Gossip.PROTOCOLS);
  }

  @Override
  public synchronized void open(PeerListener listener) {
    if (closed) {
      throw new TransportFailure("the network was closed", new IllegalStateException());
    }
    if (listening == null) {
      try {
        listening = host.listen(settings.listen());
      } catch (IOException e) {
        throw new TransportFailure(
            "can't listen for peers on "
                + settings.listen()
                + ": stop what has the port or set alys.p2p.port to a free one",
            e);
      }
    }
    peers.listen(listener);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    var all = peers.all();
    var left = new CountDownLatch(all.size());
    for (var peer : all) {
      peers
          .leave(peer, Goodbye.SHUTDOWN)
          .ifPresentOrElse(
              connection -> Goodbyes.say(connection, Goodbye.SHUTDOWN, left::countDown),
              left::countDown);
    }
    try {
      var _ = left.await(Goodbyes.PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    gossip.gossip().close();
    host.close();
  }

  @Override
  public PeerId self() {
    return PeerNames.of(self);
  }

  @Override
  public Set<PeerAddress> addresses() {
    return listening == null
        ? Set.of()
        : announced().stream()
            .map(address -> PeerNames.of(address.with(self)))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public CompletionStage<DialResult> dial(PeerAddress address) {
    var target = new Dialling(address);
    if (closed || listening == null) {
      return target.failed("the network is not open");
    }
    Multiaddr where;
    try {
      where = Multiaddr.parse(address.text());
    } catch (IllegalArgumentException e) {
      return target.failed(String.valueOf(e.getMessage()));
    }
    var wanted = where.peerId();
    if (wanted.flatMap(peer -> peers.connection(PeerNames.of(peer))).isPresent()) {
      return CompletableFuture.completedFuture(
          new DialResult.Connected(PeerNames.of(wanted.orElseThrow())));
    }
    return host.dial(where).thenApply(target::result);
  }

  @Override
  public void disconnect(PeerId peer, Goodbye reason) {
    peers.leave(peer, reason).ifPresent(it -> Goodbyes.say(it, reason, () -> {}));
  }

  @Override
  public void subscribe(String topic, GossipListener listener) {
    gossip.subscribe(topic, listener);
  }

  @Override
  public void unsubscribe(String topic) {
    gossip.unsubscribe(topic);
  }

  @Override
  public PublishResult publish(String topic, Bytes payload) {
    return closed || listening == null
        ? new PublishResult.Refused(PublishRefusal.NOT_OPEN)
        : gossip.publish(topic, payload);
  }

  @Override
  public void verdict(GossipId id, Verdict verdict) {
    gossip.verdict(id, verdict);
  }

  @Override
  public OpenRequest request(PeerId peer, RequestKind kind, Bytes body, ResponseListener listener) {
    return requests.send(peer, kind, body, listener);
  }

  @Override
  public void serve(RequestKind kind, RequestHandler handler) {
    requests.serve(kind, handler);
  }

  @Override
  public Optional<PeerScore> score(PeerId peer) {
    return peers.connection(peer).map(connection -> gossip.score(connection.peer()));
  }

  @Override
  public void applicationScore(PeerId peer, double value) {
    gossip.gossip().application(PeerNames.of(peer), value);
  }

  @Override
  public void setDirectPeers(Set<PeerId> direct) {
    gossip
        .gossip()
        .direct(direct.stream().map(PeerNames::of).collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public void block(PeerId peer) {
    peers.block(peer);
    disconnect(peer, Goodbye.BANNED);
  }

  @Override
  public void unblock(PeerId peer) {
    peers.unblock(peer);
  }

  @Override
  public void block(IpAddress address) {
    peers.block(address).forEach(peer -> disconnect(peer, Goodbye.BANNED_ADDRESS));
  }

  @Override
  public void unblock(IpAddress address) {
    peers.unblock(address);
  }

  @Override
  public TransportCounters counters() {
    return new TransportCounters(
        peers.counters(failedDials.sum()), gossip.counters(), requests.counters());
  }

  private List<Multiaddr> announced() {
    var socket = listening;
    return !announced.isEmpty() || socket == null ? announced : List.of(Multiaddr.of(socket));
  }

  private Identify.Self description() {
    return new Identify.Self(
        new PeerDescription.Names(FAMILY, settings.self().agent()),
        Bytes.of(settings.identity().publicKey().encode()),
        announced(),
        protocols);
  }

  /** Asks each new peer what it is. */
  private final class Asking implements PeerTable.Hooks {
    @Override
    public void begun(PeerConnection connection) {
      Identify.ask(
          connection,
          IDENTIFY,
          new Identify.Listener() {
            @Override
            public void identified(PeerDescription peer) {
              peers.identified(connection, peer);
            }

            @Override
            public void failed(String reason) {
              LOG.debug("{} did not say what it is: {}", connection.peer(), reason);
            }
          });
    }

    @Override
    public void ended(PeerConnection connection) {}
  }

  /** One attempt to connect. */
  private final class Dialling {
    private final PeerAddress address;

    Dialling(PeerAddress address) {
      this.address = address;
    }

    CompletionStage<DialResult> failed(String reason) {
      failedDials.increment();
      return CompletableFuture.completedFuture(
          new DialResult.Failed(address.withoutPeer() + ": " + reason));
    }

    DialResult result(io.alys.integration.libp2p.connection.DialResult result) {
      return switch (result) {
        case io.alys.integration.libp2p.connection.DialResult.Connected it ->
            new DialResult.Connected(PeerNames.of(it.connection().peer()));
        case io.alys.integration.libp2p.connection.DialResult.Failed it -> {
          failedDials.increment();
          yield new DialResult.Failed(address.withoutPeer() + ": " + it.reason());
        }
      };
    }
  }
}
