package io.alys.integration.libp2p.gossip.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.gossip.GossipLimits;
import io.alys.integration.libp2p.gossip.GossipMessage;
import io.alys.integration.libp2p.gossip.GossipRpc;
import io.alys.integration.libp2p.gossip.GossipRpc.Control;
import io.alys.integration.libp2p.gossip.GossipRpc.Have;
import io.alys.integration.libp2p.gossip.GossipRpc.Prune;
import io.alys.integration.libp2p.gossip.GossipRpc.Subscription;
import io.alys.integration.libp2p.gossip.GossipRpc.Wish;
import io.alys.integration.libp2p.gossip.MessageIds;
import io.alys.integration.libp2p.gossip.RpcReader;
import io.alys.integration.libp2p.gossip.TopicRules;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.multiformats.LengthPrefixed;
import io.alys.messages.types.Bytes;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A router in a time of the test's own, and peers that say and hear what the test wants. */
final class RouterFixture implements Port {

  static final String TOPIC = "a";
  private static final Map<Integer, PrivateKey> KEYS = new HashMap<>();

  final List<Received> received = new ArrayList<>();
  final Set<PeerId> woken = new LinkedHashSet<>();
  final Set<PeerId> stalled = new LinkedHashSet<>();
  final List<PeerId> offered = new ArrayList<>();
  final Router router;
  final RouterSettings settings;
  long now = 1_000_000;
  private int numbers;

  RouterFixture(RouterSettings settings) {
    this.settings = settings;
    this.router = new Router(settings, peer(0), new Random(1), this, now);
    router.subscribe(TOPIC, now);
  }

  static RouterSettings standard() {
    return RouterSettings.standard(TopicRules.byContent(TopicRules.V1_SIZE));
  }

  static RouterSettings bounds(RouterSettings.Control control, RouterSettings.Memory memory) {
    var standard = standard();
    return new RouterSettings(
        standard.mesh(),
        standard.timing(),
        standard.lazy(),
        new RouterSettings.Bounds(control, memory),
        standard.policy());
  }

  static synchronized PrivateKey key(int number) {
    return KEYS.computeIfAbsent(
        number, seed -> PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(seed)));
  }

  static PeerId peer(int number) {
    return key(number).peerId();
  }

  /** A peer that dialled us, on the topic. */
  PeerId accept(int number) {
    return connect(number, Link.Side.ACCEPTED, Link.Version.V1_1);
  }

  /** A peer that we dialled, on the topic. */
  PeerId dial(int number) {
    return connect(number, Link.Side.DIALLED, Link.Version.V1_1);
  }

  PeerId connect(int number, Link.Side side, Link.Version version) {
    var address = InetAddress.ofLiteral("10.0." + number / 250 + "." + (number % 250 + 1));
    router.connected(peer(number), new Link(address, side, version), now);
    router.opened(peer(number), version);
    say(number, new Subscription(Wish.JOIN, TOPIC));
    return peer(number);
  }

  void say(int number, Subscription... wishes) {
    say(number, new GossipRpc(List.of(wishes), List.of(), Control.NONE));
  }

  void say(int number, GossipMessage... messages) {
    say(number, new GossipRpc(List.of(), List.of(messages), Control.NONE));
  }

  void say(int number, GossipRpc rpc) {
    router.received(peer(number), rpc, now);
  }

  void graft(int number, String topic) {
    control(number, new Control(List.of(), List.of(), List.of(topic), List.of()));
  }

  void prune(int number, long seconds, PeerId... others) {
    var ids = List.of(others).stream().map(PeerId::multihash).toList();
    var prune = new Prune(TOPIC, ids, seconds);
    control(number, new Control(List.of(), List.of(), List.of(), List.of(prune)));
  }

  void have(int number, Bytes... ids) {
    var have = new Have(TOPIC, List.of(ids));
    control(number, new Control(List.of(have), List.of(), List.of(), List.of()));
  }

  void want(int number, Bytes... ids) {
    control(number, new Control(List.of(), List.of(List.of(ids)), List.of(), List.of()));
  }

  private void control(int number, Control control) {
    say(number, new GossipRpc(List.of(), List.of(), control));
  }

  /** A message of a peer's. */
  GossipMessage message(int author, String text) {
    var number = Bytes.of(ByteBuffer.allocate(8).putLong(++numbers).array());
    return GossipMessage.sign(key(author), number, TOPIC, Bytes.of(text.getBytes(UTF_8)));
  }

  static Bytes id(GossipMessage message) {
    return MessageIds.OF_CONTENT.id(message);
  }

  /** The only message that waits for a verdict. */
  void answer(Verdict verdict) {
    var message = received.removeFirst();
    router.verdict(message.id(), verdict);
  }

  void beat(int times) {
    for (int i = 0; i < times; i++) {
      now += settings.timing().heartbeat().toMillis();
      router.heartbeat(now);
    }
  }

  Set<PeerId> mesh() {
    return Set.copyOf(router.mesh().getOrDefault(TOPIC, List.of()));
  }

  double score(int number) {
    return router.score(peer(number)).total();
  }

  /** Everything that waits for a peer. */
  List<GossipRpc> sent(int number) {
    var rpcs = new ArrayList<GossipRpc>();
    for (var next = router.next(peer(number)); next.isPresent(); next = router.next(peer(number))) {
      rpcs.add(read(next.get()));
    }
    return rpcs;
  }

  List<String> grafts(int number) {
    return sent(number).stream().flatMap(rpc -> rpc.control().graft().stream()).toList();
  }

  List<Prune> prunes(int number) {
    return sent(number).stream().flatMap(rpc -> rpc.control().prune().stream()).toList();
  }

  List<GossipMessage> messages(int number) {
    return sent(number).stream().flatMap(rpc -> rpc.messages().stream()).toList();
  }

  List<Bytes> haves(int number) {
    return sent(number).stream()
        .flatMap(rpc -> rpc.control().have().stream())
        .flatMap(have -> have.ids().stream())
        .toList();
  }

  List<Bytes> wants(int number) {
    return sent(number).stream()
        .flatMap(rpc -> rpc.control().want().stream())
        .flatMap(List::stream)
        .toList();
  }

  static GossipRpc read(byte[] frame) {
    var limits = GossipLimits.forMessages(TopicRules.V1_SIZE);
    var rpc =
        new LengthPrefixed(limits.maxRpc(), PeerFault.Layer.GOSSIP)
            .read(ByteBuffer.wrap(frame))
            .orElseThrow();
    return RpcReader.read(rpc, limits);
  }

  @Override
  public void wake(PeerId peer) {
    woken.add(peer);
  }

  @Override
  public void stalled(PeerId peer) {
    stalled.add(peer);
  }

  @Override
  public void received(Received message) {
    received.add(message);
  }

  @Override
  public void offered(String topic, List<PeerId> peers) {
    offered.addAll(peers);
  }
}
