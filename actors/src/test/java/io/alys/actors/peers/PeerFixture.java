package io.alys.actors.peers;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Bus;
import io.alys.actors.bus.DeadLetterLimits;
import io.alys.actors.storage.StorageActor;
import io.alys.messages.network.SyncProtocol;
import io.alys.messages.peers.ChainIdentity;
import io.alys.messages.peers.HeadClaim;
import io.alys.messages.peers.PeerProtocol;
import io.alys.messages.peers.PeerReport;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import io.alys.workflows.fakes.FakeBlockStore;
import io.alys.workflows.fakes.FakePeerNetwork;
import io.alys.workflows.fakes.FakeRecordStore;
import io.alys.workflows.ports.Entropy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** PeerActors on one network in memory, in manual time. */
final class PeerFixture implements AutoCloseable {

  static final ChainIdentity CHAIN = chain(1);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofMillis(200);

  final FakePeerNetwork network = new FakePeerNetwork(5);
  final TestProbe<SyncProtocol.Command> sync;
  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicLong nanos = new AtomicLong();
  private final Map<Integer, FakeRecordStore> records = new HashMap<>();
  private final Map<Integer, ActorRef<PeerProtocol.Command>> actors = new HashMap<>();
  private final Bus bus;

  PeerFixture() {
    sync = kit.createTestProbe();
    var started = kit.createTestProbe(Bus.class);
    var settings = new Bus.Settings(DeadLetterLimits.DEFAULT, InstantSource.system());
    kit.spawn(
        Behaviors.setup(
            context -> {
              started.ref().tell(Bus.start(context, settings));
              return Behaviors.empty();
            }));
    bus = started.receiveMessage();
  }

  static ChainIdentity chain(int number) {
    return new ChainIdentity(hash(number), UInt64.of(212_121), hash(7));
  }

  static Hash32 hash(int number) {
    return Hash32.of(Bytes.of((byte) number).concat(Bytes.zeros(31)).toArray());
  }

  static PeerAddress address(int number) {
    return FakePeerNetwork.addressOf(number);
  }

  static PeerId id(int number) {
    return FakePeerNetwork.idOf(number);
  }

  /** A node that dials the others; told where its chain stands. */
  void start(int number, ChainIdentity chain, PeerAddress... bootnodes) {
    start(number, chain, Map.of(), PeerMeans.Limits.DEFAULT, bootnodes);
  }

  void start(
      int number,
      ChainIdentity chain,
      Map<PeerId, Integer> members,
      PeerMeans.Limits limits,
      PeerAddress... bootnodes) {
    var stores =
        new StorageActor.Stores(
            new FakeBlockStore(), records.computeIfAbsent(number, _ -> new FakeRecordStore()));
    ActorRef<StorageProtocol.Command> storage =
        kit.spawn(StorageActor.create(stores, StorageActor.Limits.DEFAULT, bus.events().topic()));
    var means =
        new PeerMeans(
            network.node(number),
            chain,
            new PeerMeans.Contacts(List.of(bootnodes), List.of(), members),
            new PeerMeans.Neighbours(bus.address(storage), sync.ref(), null),
            limits,
            new PeerMeans.Times(
                () -> START.plusNanos(nanos.get()), nanos::get, new Seeded(number)));
    var actor = kit.spawn(PeerStart.create(means));
    actors.put(number, actor);
    var head = new HeadClaim(new BlockRef(hash(number), new Height(number)), new Slot(number));
    actor.tell(new PeerProtocol.HeadsChanged(head, head, head, UInt256.of(number)));
  }

  /** Another actor over the same records and transport. */
  void restart(int number, ChainIdentity chain, PeerAddress... bootnodes) {
    kit.stop(actor(number));
    start(number, chain, bootnodes);
  }

  ActorRef<PeerProtocol.Command> actor(int number) {
    return Objects.requireNonNull(actors.get(number));
  }

  FakeRecordStore records(int number) {
    return Objects.requireNonNull(records.get(number));
  }

  PeerProtocol.Peers peers(int number) {
    return (PeerProtocol.Peers) ask(number, PeerProtocol.GetPeers::new);
  }

  Optional<PeerReport> report(int at, int of) {
    return peers(at).connected().stream().filter(one -> one.peer().equals(id(of))).findFirst();
  }

  <R> Object ask(int number, Function<ActorRef<R>, PeerProtocol.Command> question) {
    TestProbe<R> probe = kit.createTestProbe();
    actor(number).tell(question.apply(probe.ref()));
    return probe.receiveMessage();
  }

  /** Time passes, and the network delivers, until it holds. */
  void await(ThrowingCallable holds) {
    kit.<Object>createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(30),
            Duration.ofMillis(10),
            () -> {
              pass(STEP);
              try {
                holds.call();
              } catch (AssertionError | RuntimeException e) {
                throw e;
              } catch (Throwable e) {
                throw new AssertionError(e);
              }
              return null;
            });
  }

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
    time.timePasses(duration);
    network.runFor(duration);
    network.settle();
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }

  private static final class Seeded implements Entropy {
    private final SplittableRandom random;

    Seeded(long seed) {
      random = new SplittableRandom(seed);
    }

    @Override
    public byte[] bytes(int size) {
      var bytes = new byte[size];
      random.nextBytes(bytes);
      return bytes;
    }

    @Override
    public long below(long bound) {
      return random.nextLong(bound);
    }
  }
}
