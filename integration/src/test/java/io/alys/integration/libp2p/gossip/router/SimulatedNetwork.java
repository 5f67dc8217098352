package io.alys.integration.libp2p.gossip.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.alys.integration.libp2p.gossip.GossipMessage;
import io.alys.integration.libp2p.gossip.GossipRpc;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.types.Bytes;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Routers in one virtual time, between which frames take a while and messages may get lost. */
final class SimulatedNetwork {

  static final String TOPIC = RouterFixture.TOPIC;

  final Random random;
  final List<SimulatedNode> nodes = new ArrayList<>();
  final Map<PeerId, Consumer<Talk>> strangers = new LinkedHashMap<>();
  final double loss;
  long now;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final Set<Set<PeerId>> links = new LinkedHashSet<>();
  private long order;

  private record Event(long at, long order, Runnable what) {}

  /** What a node says to a peer that runs no router. */
  record Talk(SimulatedNode from, GossipRpc rpc) {}

  SimulatedNetwork(long seed, int count, double loss) {
    this.random = new Random(seed);
    this.loss = loss;
    for (int i = 0; i < count; i++) {
      var node = new SimulatedNode(this, i + 1);
      nodes.add(node);
      every(1_000, random.nextInt(1_000), node::beat);
    }
  }

  void after(long millis, Runnable what) {
    events.add(new Event(now + millis, order++, what));
  }

  void every(long millis, long first, Runnable what) {
    after(
        first,
        () -> {
          what.run();
          every(millis, millis, what);
        });
  }

  void run(long millis) {
    long end = now + millis;
    while (!events.isEmpty() && events.element().at() <= end) {
      var event = events.remove();
      now = event.at();
      event.what().run();
    }
    now = end;
  }

  /** Links every node with so many others. */
  void mesh(int degree) {
    for (var node : nodes) {
      while (node.links.size() < degree) {
        link(node, nodes.get(random.nextInt(nodes.size())));
      }
    }
  }

  void link(SimulatedNode dialer, SimulatedNode other) {
    if (dialer != other && links.add(Set.of(dialer.id, other.id))) {
      dialer.connect(other.id, other.number, Link.Side.DIALLED);
      other.connect(dialer.id, dialer.number, Link.Side.ACCEPTED);
    }
  }

  void cut(SimulatedNode one, SimulatedNode other) {
    if (links.remove(Set.of(one.id, other.id))) {
      one.disconnect(other.id);
      other.disconnect(one.id);
    }
  }

  boolean isLinked(PeerId one, PeerId other) {
    return strangers.containsKey(one)
        || strangers.containsKey(other)
        || links.contains(Set.of(one, other));
  }

  /** Carries a frame; what brings messages may get lost. */
  void carry(SimulatedNode from, PeerId to, byte[] frame) {
    var rpc = RouterFixture.read(frame);
    if (!rpc.messages().isEmpty() && random.nextDouble() < loss) {
      return;
    }
    var stranger = strangers.get(to);
    if (stranger != null) {
      after(delay(), () -> stranger.accept(new Talk(from, rpc)));
      return;
    }
    for (var node : nodes) {
      if (node.id.equals(to)) {
        long at = Math.max(now + delay(), node.lastFrom.getOrDefault(from.id, 0L) + 1);
        node.lastFrom.put(from.id, at);
        after(at - now, () -> node.hear(from.id, rpc));
      }
    }
  }

  long delay() {
    return 5L + random.nextInt(95);
  }

  static GossipMessage message(int author, long number, String text) {
    var count = Bytes.of(ByteBuffer.allocate(8).putLong(number).array());
    return GossipMessage.sign(
        RouterFixture.key(author), count, TOPIC, Bytes.of(text.getBytes(UTF_8)));
  }

  /** One router, whose node takes a while for its verdicts. */
  static final class SimulatedNode implements Port {
    final int number;
    final PeerId id;
    final Router router;
    final Set<PeerId> links = new LinkedHashSet<>();
    final Map<Bytes, Integer> received = new LinkedHashMap<>();
    private final Map<PeerId, Long> lastFrom = new LinkedHashMap<>();
    private final Set<PeerId> woken = new HashSet<>();
    private final SimulatedNetwork network;

    SimulatedNode(SimulatedNetwork network, int number) {
      this.network = network;
      this.number = number;
      this.id = RouterFixture.peer(number);
      this.router = new Router(RouterFixture.standard(), id, new Random(number), this, network.now);
      router.subscribe(TOPIC, network.now);
    }

    void connect(PeerId peer, int place, Link.Side side) {
      links.add(peer);
      var address = InetAddress.ofLiteral("10.0." + place / 250 + "." + (place % 250 + 1));
      router.connected(peer, new Link(address, side, Link.Version.V1_1), network.now);
      router.opened(peer, Link.Version.V1_1);
    }

    void disconnect(PeerId peer) {
      links.remove(peer);
      router.disconnected(peer, network.now);
    }

    void hear(PeerId from, GossipRpc rpc) {
      if (network.isLinked(id, from)) {
        router.received(from, rpc, network.now);
      }
    }

    void publish(String text) {
      var message = message(number, network.now * 1_000 + number, text);
      received.put(message.payload(), 1);
      router.publish(message, network.now);
    }

    void beat() {
      router.heartbeat(network.now);
    }

    @Override
    public void wake(PeerId peer) {
      if (woken.add(peer)) {
        network.after(
            1,
            () -> {
              woken.remove(peer);
              for (var frame = router.next(peer); frame.isPresent(); frame = router.next(peer)) {
                if (network.isLinked(id, peer)) {
                  network.carry(this, peer, frame.get());
                }
              }
            });
      }
    }

    @Override
    public void stalled(PeerId peer) {
      throw new AssertionError("nobody stalls here");
    }

    @Override
    public void received(Received message) {
      received.merge(message.payload(), 1, Integer::sum);
      network.after(20, () -> router.verdict(message.id(), Verdict.ACCEPT));
    }

    @Override
    public void offered(String topic, List<PeerId> peers) {}
  }
}
