package io.alys.actors.chain;

import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.PeerId;
import io.alys.messages.types.Slot;
import io.alys.workflows.fakes.FakePeerNetwork;
import io.alys.workflows.fakes.TestSpecs;
import io.alys.workflows.spec.Authority;
import io.alys.workflows.spec.ChainSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Several whole nodes in one JVM over a network in memory, in a time of the test's own: after each
 * tenth of a slot everything that follows comes to rest.
 */
final class ManyNodes implements AutoCloseable {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00.300Z");
  private static final int MOST_ROUNDS = 2000;

  final ChainSpec spec;
  final FakePeerNetwork network = new FakePeerNetwork(1);
  final List<NodeOfMany> all = new ArrayList<>();
  private volatile Instant now = START;

  /** Validators come first; all that run know each other. */
  ManyNodes(int validators, int fullNodes, long maxWithoutPow) {
    this.spec = withPeers(TestSpecs.of(validators, maxWithoutPow));
    for (int number = 1; number <= validators + fullNodes; number++) {
      all.add(new NodeOfMany(number, spec, network, () -> now));
    }
  }

  private static ChainSpec withPeers(ChainSpec spec) {
    var authorities =
        IntStream.range(0, spec.authorities().size())
            .mapToObj(
                index -> {
                  var one = spec.authorities().get(index);
                  var peer = FakePeerNetwork.idOf(index + 1).text();
                  return new Authority(one.publicKey(), one.proofOfPossession(), peer);
                })
            .toList();
    return new ChainSpec(
        spec.slotDuration(),
        authorities,
        spec.federation(),
        spec.federationBitcoinPubkeys(),
        spec.bits(),
        spec.chainId(),
        spec.maxBlocksWithoutPow(),
        spec.bitcoinStartHeight(),
        spec.v1Retarget(),
        spec.requiredBitcoinConfirmations(),
        spec.v2());
  }

  /** The node with a number, from 1. */
  NodeOfMany node(int number) {
    return all.get(number - 1);
  }

  List<NodeOfMany> running() {
    return all.stream().filter(NodeOfMany::isRunning).toList();
  }

  /** Starts nodes and connects them with all that run. */
  void start(int... numbers) {
    for (var number : numbers) {
      node(number).start();
    }
    connect();
    await("the nodes run", nodes -> nodes.stream().allMatch(n -> phase(n).equals("running")));
  }

  private static String phase(NodeOfMany node) {
    var phase = node.status().phase();
    return phase.equals("degraded") ? "running" : phase;
  }

  void startAll() {
    start(all.stream().mapToInt(node -> node.number).toArray());
  }

  /** Whoever runs dials whoever else does. */
  void connect() {
    for (var one : running()) {
      for (var other : running()) {
        if (one.number < other.number) {
          one.transport.dial(FakePeerNetwork.addressOf(other.number));
        }
      }
    }
    network.settle();
  }

  void kill(int number) {
    node(number).kill();
    network.settle();
  }

  /** Cuts the network in two; whoever is not named is on the other side. */
  void partition(int... numbers) {
    var one = new HashSet<PeerId>();
    for (var number : numbers) {
      one.add(FakePeerNetwork.idOf(number));
    }
    Set<PeerId> other = new HashSet<>();
    all.stream().map(NodeOfMany::id).filter(id -> !one.contains(id)).forEach(other::add);
    network.partition(List.of(one, other));
  }

  void heal() {
    network.heal();
    connect();
  }

  void slots(int count) {
    for (int i = 0; i < count * 10; i++) {
      tenth();
    }
  }

  /** Up to the first tenth of the next slot. */
  void toNextSlot() {
    var slot = slot();
    while (slot.equals(slot())) {
      tenth();
    }
  }

  private void tenth() {
    var step = spec.slotDuration().dividedBy(10);
    now = now.plus(step);
    running().forEach(node -> node.timePasses(step));
    network.runFor(step);
    tellOfPeers();
    settle();
  }

  /** What the PeerActors would say to each other. */
  private void tellOfPeers() {
    for (var node : running()) {
      var peers = node.transport.peers();
      for (var other : all) {
        if (other != node && other.isRunning() && peers.contains(other.id())) {
          node.hears(other.id(), other.status().certified());
        } else if (other != node) {
          node.loses(other.id());
        }
      }
    }
  }

  /** Until nobody has anything to do: a round of questions causes no more work than the answers. */
  void settle() {
    int quiet = 0;
    long before = -1;
    for (int round = 0; quiet < 3; round++) {
      if (round > MOST_ROUNDS) {
        throw new AssertionError("no rest");
      }
      network.settle();
      running().forEach(NodeOfMany::status);
      long work = running().stream().mapToLong(NodeOfMany::work).sum();
      quiet = work == before ? quiet + 1 : 0;
      before = work;
    }
  }

  /** Lets time pass until something holds. */
  void await(String what, Predicate<List<NodeOfMany>> condition) {
    for (int i = 0; !condition.test(running()); i++) {
      if (i > 600) {
        throw new AssertionError("not within 60 slots: " + what + "\n" + report());
      }
      tenth();
    }
  }

  boolean sameHeads() {
    return heads().size() == 1;
  }

  Set<Hash32> heads() {
    var heads = new HashSet<Hash32>();
    running().forEach(node -> heads.add(node.status().certified().root()));
    return heads;
  }

  /** The lowest head's height. */
  long height() {
    return running().stream()
        .mapToLong(node -> node.status().certified().height().value())
        .min()
        .orElseThrow();
  }

  String report() {
    var lines = new StringBuilder();
    for (var node : running()) {
      ChainProtocol.ChainStatus status = node.status();
      lines.append(node.number).append(": ").append(status).append('\n');
    }
    return lines.toString();
  }

  Slot slot() {
    return new Slot(now.toEpochMilli() / spec.slotDuration().toMillis());
  }

  @Override
  public void close() {
    all.forEach(NodeOfMany::close);
  }
}
