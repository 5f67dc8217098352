package io.alys.integration.libp2p.gossip.service;

import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.connection.DialResult;
import io.alys.integration.libp2p.connection.Events;
import io.alys.integration.libp2p.connection.Host;
import io.alys.integration.libp2p.connection.HostBuilder;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.gossip.TopicRules;
import io.alys.integration.libp2p.gossip.router.Received;
import io.alys.integration.libp2p.gossip.router.RouterSettings;
import io.alys.integration.libp2p.gossip.router.Verdict;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A host that speaks gossip, on a socket of loopback; gives every message the same verdict. */
public final class GossipNode implements AutoCloseable {

  private static final long DEADLINE = Duration.ofSeconds(60).toNanos();

  public final PrivateKey key;
  public final Events events = new Events();
  public final LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();
  public final Gossip gossip;
  public volatile Verdict verdict = Verdict.ACCEPT;
  public volatile boolean bug;
  private final Host host;
  private final Multiaddr address;

  public GossipNode(int seed, int maxSize) {
    this(seed, settings(maxSize));
  }

  public GossipNode(int seed, RouterSettings settings) {
    key = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(seed));
    var node = new Gossip.Node(key, new Random(seed), System::nanoTime, InstantSource.system());
    gossip = new Gossip(settings, node, this::receive);
    host = gossip.on(new HostBuilder(key, gossip.events(events))).build();
    try {
      var socket = host.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      address = Multiaddr.of(socket).with(key.peerId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RouterSettings settings(int maxSize) {
    return RouterSettings.standard(TopicRules.byContent(maxSize)).heartbeat(Duration.ofMillis(100));
  }

  public PeerId id() {
    return key.peerId();
  }

  public Set<PeerId> mesh(String topic) {
    return Set.copyOf(gossip.mesh().getOrDefault(topic, List.of()));
  }

  public Multiaddr address() {
    return address;
  }

  public PeerConnection dial(Multiaddr other) {
    return switch (host.dial(other).toCompletableFuture().join()) {
      case DialResult.Connected connected -> connected.connection();
      case DialResult.Failed failed -> throw new AssertionError(failed.reason());
    };
  }

  public PeerConnection dial(GossipNode other) {
    return dial(other.address());
  }

  /** Waits until something holds. */
  public static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never: " + what);
      }
      Thread.onSpinWait();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    gossip.close();
    host.close();
  }

  private void receive(Received message) {
    received.add(message);
    if (bug) {
      throw new IllegalStateException("a bug of the listener's");
    }
    gossip.verdict(message.id(), verdict);
  }
}
