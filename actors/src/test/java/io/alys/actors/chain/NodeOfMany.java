package io.alys.actors.chain;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.Guardian;
import io.alys.actors.NodeActors;
import io.alys.actors.mining.AuxPowActor;
import io.alys.actors.network.NetworkActor;
import io.alys.actors.network.NetworkPlan;
import io.alys.actors.network.SyncActor;
import io.alys.actors.registry.ActorRoster;
import io.alys.actors.registry.RegistrySettings;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.RuntimeSetup;
import io.alys.actors.storage.StorageActor;
import io.alys.actors.storage.StoragePlan;
import io.alys.actors.supervision.Addresses;
import io.alys.actors.supervision.Subtree;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.messages.actor.Priority;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.chain.Watermark;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.network.SyncProtocol;
import io.alys.messages.signing.SigningProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.PeerId;
import io.alys.messages.types.Slot;
import io.alys.workflows.codec.GossipWire;
import io.alys.workflows.fakes.AdditiveScheme;
import io.alys.workflows.fakes.FakeBlockStore;
import io.alys.workflows.fakes.FakeExecutionClient;
import io.alys.workflows.fakes.FakePeerNetwork;
import io.alys.workflows.fakes.FakePeerTransport;
import io.alys.workflows.fakes.FakeRecordStore;
import io.alys.workflows.fakes.TestSpecs;
import io.alys.workflows.peers.RequestKinds;
import io.alys.workflows.ports.PeerListener;
import io.alys.workflows.rules.VoteDecision;
import io.alys.workflows.rules.VoteRule;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.supervision.SupervisionStrategy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A whole node among others: all its actors, an execution client and a store in memory, and an end
 * of the network in memory. What it has on disk outlives its runs.
 */
final class NodeOfMany implements AutoCloseable {

  private static final int MAX_BYTES = 10 << 20;
  private static final String CONFIG =
      """
      alys.validation-dispatcher { type = Dispatcher, executor = "thread-pool-executor",
        thread-pool-executor { fixed-pool-size = 1 } }
      alys.storage-dispatcher { type = Dispatcher, executor = "thread-pool-executor",
        thread-pool-executor { fixed-pool-size = 1 } }
      """;

  final int number;
  final FakeExecutionClient client = new FakeExecutionClient(TestSpecs.EVM_CHAIN_ID);
  final FakeBlockStore store = new FakeBlockStore();
  final FakePeerTransport transport;
  private final FakeRecordStore records = new FakeRecordStore();
  private final ChainSpec spec;
  private final InstantSource clock;
  private Watermark watermark = new Watermark(Slot.ZERO, Hash32.ZERO, Slot.ZERO);
  private @Nullable Run run;

  /** What a run of the node has. */
  private record Run(
      ActorTestKit kit,
      ManualTime time,
      Addresses addresses,
      TestProbe<ChainProtocol.StatusReply> statuses) {}

  /** Node {@code number}, from 1; those up to the number of authorities are validators. */
  NodeOfMany(int number, ChainSpec spec, FakePeerNetwork network, InstantSource clock) {
    this.number = number;
    this.spec = spec;
    this.clock = clock;
    this.transport = network.node(number);
  }

  boolean isRunning() {
    return run != null;
  }

  PeerId id() {
    return FakePeerNetwork.idOf(number);
  }

  private @Nullable Integer authority() {
    return number <= spec.authorities().size() ? number - 1 : null;
  }

  void start() {
    var kit =
        ActorTestKit.create(
            "node-" + number,
            ManualTime.config()
                .withFallback(com.typesafe.config.ConfigFactory.parseString(CONFIG))
                .withFallback(com.typesafe.config.ConfigFactory.load()));
    transport.open(new Deaf());
    var registry = RegistrySettings.DEFAULT;
    var guardian =
        kit.spawn(
            Guardian.create(
                new Guardian.Plan(
                    new StoragePlan(
                        new StorageActor.Stores(store, records), StorageActor.Limits.DEFAULT),
                    chainPlan(),
                    networkPlan(),
                    around -> Subtree.of("api", new SupervisionStrategy.Never()),
                    clock,
                    registry,
                    new ActorRoster(registry),
                    false)));
    var asked = kit.createTestProbe(Addresses.class);
    guardian.tell(new SupervisorProtocol.GetAddresses(asked.ref()));
    run =
        new Run(
            kit,
            ManualTime.get(kit.system()),
            asked.receiveMessage(),
            kit.createTestProbe(ChainProtocol.StatusReply.class));
  }

  private ChainPlan chainPlan() {
    var authority = authority();
    return new ChainPlan(
        spec,
        clock,
        new AdditiveScheme(),
        RuntimeSetup.standard().entropy(),
        listener -> EngineActor.create(() -> client, EngineSettings.DEFAULT, clock, listener),
        EngineSettings.DEFAULT.breaker(),
        authority == null ? null : topic -> signing(AdditiveScheme.key(authority + 1)),
        authority,
        1,
        new ChainSetup.Limits(
            64, 32, Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofMillis(500)),
        new AuxPowActor.Limits(64, 8, Duration.ofSeconds(3), Duration.ofMillis(500)));
  }

  private NetworkPlan networkPlan() {
    return new NetworkPlan(
        transport,
        new GossipWire(MAX_BYTES, false),
        RequestKinds.upTo(MAX_BYTES),
        spec,
        null,
        1,
        NetworkActor.Limits.DEFAULT,
        SyncActor.Limits.DEFAULT);
  }

  /** Signs by the vote rule; its watermark outlives the node's runs. */
  private Behavior<SigningProtocol.Command> signing(BlsPublicKey key) {
    return Behaviors.receive(SigningProtocol.Command.class)
        .onMessage(
            SigningProtocol.Sign.class,
            sign -> {
              sign.replyTo().tell(decide(key, sign));
              return Behaviors.same();
            })
        .onAnyMessage(other -> Behaviors.same())
        .build();
  }

  private synchronized SigningProtocol.SignResult decide(
      BlsPublicKey key, SigningProtocol.Sign sign) {
    var vote = sign.vote();
    return switch (VoteRule.decide(watermark, vote)) {
      case VoteDecision.Hold(var obstacle) -> new SigningProtocol.Held(vote, obstacle);
      case VoteDecision.Refuse(var obstacle) -> new SigningProtocol.Refused(vote, obstacle);
      case VoteDecision.Sign(var next) -> {
        watermark = next;
        yield new SigningProtocol.Signed(vote, key, AdditiveScheme.sign(key, vote.root()));
      }
    };
  }

  private Run running() {
    var now = run;
    if (now == null) {
      throw new IllegalStateException("node " + number + " does not run");
    }
    return now;
  }

  /** Its timers see a time pass. */
  void timePasses(Duration time) {
    running().time().timePasses(time);
  }

  /** Messages handled so far by all that the ChainActor works with, negative while some wait. */
  long work() {
    long done = 0;
    for (var cell : ActorRuntime.of(running().kit().system()).cells()) {
      if (cell.depth(Priority.CONSENSUS) > 0 || cell.depth(Priority.BULK) > 0) {
        return -1;
      }
      done += cell.kind().equals(NodeActors.CHAIN_KIND) ? 0 : cell.stats().processed();
    }
    return done;
  }

  ChainProtocol.ChainStatus status() {
    chain().tell(new ChainProtocol.GetStatus(running().statuses().ref()));
    return running().statuses().expectMessageClass(ChainProtocol.ChainStatus.class);
  }

  ActorRef<ChainProtocol.Command> chain() {
    return running().addresses().of(NodeActors.HEAD);
  }

  /** What a peer says of its chain. */
  void hears(PeerId peer, BlockRef certified) {
    running().addresses().of(NodeActors.SYNC).tell(new SyncProtocol.PeerClaims(peer, certified));
  }

  void loses(PeerId peer) {
    running().addresses().of(NodeActors.SYNC).tell(new SyncProtocol.PeerGone(peer));
  }

  /** The canonical block at a height. */
  Optional<StoredBlock> at(long height) {
    return store.canonicalRoot(new Height(height)).flatMap(store::block);
  }

  <T> T ask(Class<T> type, java.util.function.Consumer<ActorRef<T>> question) {
    var probe = running().kit().createTestProbe(type);
    question.accept(probe.ref());
    return probe.receiveMessage(Duration.ofSeconds(10));
  }

  ActorRef<AuxPowProtocol.Command> mining() {
    return running().addresses().of(NodeActors.AUXPOW);
  }

  /** Ends without a word, as when it is killed. */
  void kill() {
    transport.close();
    running().kit().shutdownTestKit();
    run = null;
  }

  @Override
  public void close() {
    if (isRunning()) {
      kill();
    }
  }

  /** The test itself tells the nodes who is there. */
  private static final class Deaf implements PeerListener {

    @Override
    public void connected(
        PeerId peer, io.alys.messages.types.PeerAddress address, boolean dialled) {}

    @Override
    public void identified(PeerId peer, io.alys.messages.peers.PeerDetails details) {}

    @Override
    public void disconnected(PeerId peer, Departure departure) {}

    @Override
    public void fault(PeerId peer, FaultLayer layer, String reason) {}

    @Override
    public void turnedAway(io.alys.messages.types.IpAddress address, String reason) {}
  }
}
