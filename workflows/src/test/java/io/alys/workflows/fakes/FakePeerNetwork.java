package io.alys.workflows.fakes;

import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.PeerListener.FaultLayer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A network of {@link FakePeerTransport}s in memory. Nothing happens but when the test says so:
 * {@link #step}, {@link #settle} and {@link #runFor} deliver in the order of virtual time, in the
 * test's thread, under the network's lock. The same seed gives the same run.
 */
public final class FakePeerNetwork {

  private static final int PORT = 55_444;

  private final SplittableRandom random;
  private final PriorityQueue<Happening> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Happening::at).thenComparingLong(Happening::number));
  private final Map<PeerId, FakePeerTransport> nodes = new LinkedHashMap<>();
  private final Map<Pair, Long> lastArrival = new HashMap<>();
  private final Set<Pair> links = new HashSet<>();
  private List<Set<PeerId>> sides = List.of();
  private long now;
  private long counter;
  private long deliveries;
  private long minDelay;
  private long maxDelay;
  private double loss;

  private record Happening(long at, long number, boolean delivery, Runnable what) {}

  /** From whom to whom; for links both ways are in the set. */
  record Pair(PeerId from, PeerId to) {}

  /** A network without delays, losses and partitions. */
  public FakePeerNetwork(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The node with a number from 1 to 250; made when it is first asked for. */
  public synchronized FakePeerTransport node(int number) {
    return nodes.computeIfAbsent(
        idOf(number), id -> new FakePeerTransport(this, id, addressOf(number)));
  }

  /** The name of a node. */
  public static PeerId idOf(int number) {
    return new PeerId("Node" + Integer.toString(number, 9).replace('0', 'z'));
  }

  /** Where a node listens, with its name. */
  public static PeerAddress addressOf(int number) {
    return new PeerAddress("/ip4/10.0.0." + number + "/tcp/" + PORT).withPeer(idOf(number));
  }

  /** Each message takes a random time between the two, in the order of sending for each pair. */
  public synchronized void delay(Duration min, Duration max) {
    minDelay = min.toNanos();
    maxDelay = max.toNanos();
  }

  /** So much of gossip, and of the parts of requests and answers, is lost: 0 to 1. */
  public synchronized void lose(double share) {
    loss = share;
  }

  /** Ends the connections between groups and lets none be made; who is in no group is alone. */
  public synchronized void partition(Collection<? extends Set<PeerId>> groups) {
    sides = groups.stream().<Set<PeerId>>map(Set::copyOf).toList();
    for (var link : List.copyOf(links)) {
      if (!canReach(link.from(), link.to())) {
        cut(link.from(), link.to(), "partitioned");
      }
    }
  }

  /** Everyone can reach everyone again; connections have to be dialled anew. */
  public synchronized void heal() {
    sides = List.of();
  }

  /** Breaks one connection. */
  public synchronized void cut(PeerId one, PeerId other, String reason) {
    if (unlink(one, other)) {
      transport(one).ifPresent(node -> node.linkEnded(other, reason));
      transport(other).ifPresent(node -> node.linkEnded(one, reason));
    }
  }

  /** Makes a node see a peer break a rule. */
  public synchronized void fault(PeerId seenBy, PeerId peer, FaultLayer layer, String reason) {
    transport(seenBy).ifPresent(node -> node.sawFault(peer, layer, reason));
  }

  /** The next thing happens, and time moves to it; false when nothing is to come. */
  public synchronized boolean step() {
    var next = queue.poll();
    if (next == null) {
      return false;
    }
    now = Math.max(now, next.at());
    deliveries -= next.delivery() ? 1 : 0;
    next.what().run();
    return true;
  }

  /** Delivers all that is under way, and what follows from it; time-outs only as far as due. */
  public synchronized void settle() {
    while (deliveries > 0) {
      step();
    }
  }

  /** All that happens in a time. */
  public synchronized void runFor(Duration time) {
    long until = now + time.toNanos();
    while (!queue.isEmpty() && queue.peek().at() <= until) {
      step();
    }
    now = until;
  }

  /** Virtual time since the start. */
  public synchronized Duration time() {
    return Duration.ofNanos(now);
  }

  long now() {
    return now;
  }

  Optional<FakePeerTransport> transport(PeerId id) {
    return Optional.ofNullable(nodes.get(id));
  }

  Optional<FakePeerTransport> at(PeerAddress address) {
    return nodes.values().stream().filter(node -> node.listensAt(address)).findFirst();
  }

  boolean canReach(PeerId from, PeerId to) {
    return sides.isEmpty()
        || sides.stream().anyMatch(side -> side.contains(from) && side.contains(to));
  }

  boolean linked(PeerId one, PeerId other) {
    return links.contains(new Pair(one, other));
  }

  void link(PeerId one, PeerId other) {
    links.add(new Pair(one, other));
    links.add(new Pair(other, one));
  }

  boolean unlink(PeerId one, PeerId other) {
    boolean was = links.remove(new Pair(one, other));
    links.remove(new Pair(other, one));
    return was;
  }

  /** The connected peers of a node, in the order of their names. */
  List<PeerId> peersOf(PeerId node) {
    var peers = new ArrayList<PeerId>();
    links.stream().filter(link -> link.from().equals(node)).map(Pair::to).forEach(peers::add);
    peers.sort(Comparator.naturalOrder());
    return peers;
  }

  /** Happens after the way from one to the other, behind all that went that way before. */
  void deliver(PeerId from, PeerId to, Runnable what) {
    long way = maxDelay > minDelay ? random.nextLong(minDelay, maxDelay + 1) : minDelay;
    var pair = new Pair(from, to);
    long at = from.equals(to) ? now : Math.max(now + way, lastArrival.getOrDefault(pair, 0L));
    lastArrival.put(pair, at);
    deliveries++;
    queue.add(new Happening(at, counter++, true, what));
  }

  /** The same for what can get lost; false when it was. */
  boolean deliverUnlessLost(PeerId from, PeerId to, Runnable what) {
    if (loss > 0 && random.nextDouble() < loss) {
      return false;
    }
    deliver(from, to, what);
    return true;
  }

  /** Happens when a time has passed. */
  void after(Duration time, Runnable what) {
    queue.add(new Happening(now + time.toNanos(), counter++, false, what));
  }

  static IpAddress ip(PeerAddress address) {
    return address.ip().orElseThrow();
  }
}
