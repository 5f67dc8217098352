package io.alys.actors.chain;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.Guardian;
import io.alys.actors.NodeActors;
import io.alys.actors.Surroundings;
import io.alys.actors.mining.AuxPowActor;
import io.alys.actors.registry.ActorRoster;
import io.alys.actors.registry.RegistrySettings;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.MessageFilter;
import io.alys.actors.runtime.RuntimeSetup;
import io.alys.actors.storage.StorageActor;
import io.alys.actors.storage.StoragePlan;
import io.alys.actors.supervision.Addresses;
import io.alys.actors.supervision.Crash;
import io.alys.actors.supervision.Subtree;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.signing.SigningProtocol;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import io.alys.workflows.fakes.AdditiveScheme;
import io.alys.workflows.fakes.FakeBlockStore;
import io.alys.workflows.fakes.FakeExecutionClient;
import io.alys.workflows.fakes.FakeRecordStore;
import io.alys.workflows.fakes.TestSpecs;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.supervision.SupervisionStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;

/** A chain subtree with real actors over an execution client and a store in memory. */
final class ChainFixture implements AutoCloseable {

  static final EvmAddress MINER = EvmAddress.fromHex("00000000000000000000000000000000000000aa");

  private static final String CONFIG =
      """
      alys.validation-dispatcher { type = Dispatcher, executor = "fork-join-executor" }
      alys.storage-dispatcher { type = Dispatcher, executor = "fork-join-executor" }
      """;

  final ChainSpec spec;
  final FakeExecutionClient client = new FakeExecutionClient(TestSpecs.EVM_CHAIN_ID);
  private final ActorRef<StorageProtocol.Command> storage;
  final TestProbe<NodeEvent> events;
  final ActorRef<ChainProtocol.Command> chain;
  final ActorRef<AuxPowProtocol.Command> mining;
  private final ActorRef<SupervisorProtocol.Command> guardian;
  private final ActorTestKit kit;
  private final ManualTime time;
  private volatile Instant now;

  ChainFixture(ChainSpec spec, FakeBlockStore store, Instant start) {
    this.spec = spec;
    this.now = start;
    this.kit =
        ActorTestKit.create(
            ManualTime.config()
                .withFallback(com.typesafe.config.ConfigFactory.parseString(CONFIG))
                .withFallback(com.typesafe.config.ConfigFactory.load()));
    this.time = ManualTime.get(kit.system());
    var stores = new StorageActor.Stores(store, new FakeRecordStore());
    var surroundings = new CompletableFuture<Surroundings>();
    var registry = RegistrySettings.DEFAULT;
    this.guardian =
        kit.spawn(
            Guardian.create(
                new Guardian.Plan(
                    new StoragePlan(stores, StorageActor.Limits.DEFAULT),
                    plan(),
                    null,
                    around -> {
                      surroundings.complete(around);
                      return Subtree.of("api", new SupervisionStrategy.Never());
                    },
                    this::now,
                    registry,
                    new ActorRoster(registry),
                    false)));
    this.events = kit.createTestProbe(NodeEvent.class);
    surroundings.join().events().tell(Topic.subscribe(events.ref()));
    var asked = kit.createTestProbe(Addresses.class);
    guardian.tell(new SupervisorProtocol.GetAddresses(asked.ref()));
    var addresses = asked.receiveMessage();
    this.storage = addresses.of(NodeActors.STORE);
    this.chain = addresses.of(NodeActors.HEAD);
    this.mining = addresses.of(NodeActors.AUXPOW);
  }

  private ChainPlan plan() {
    return new ChainPlan(
        spec,
        this::now,
        new AdditiveScheme(),
        RuntimeSetup.standard().entropy(),
        listener -> EngineActor.create(() -> client, EngineSettings.DEFAULT, this::now, listener),
        EngineSettings.DEFAULT.breaker(),
        topicRef -> signing(AdditiveScheme.key(1)),
        0,
        1,
        new ChainSetup.Limits(
            8, 8, Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofMillis(500)),
        new AuxPowActor.Limits(64, 8, Duration.ofSeconds(3), Duration.ofMillis(500)));
  }

  /** Lets time pass in tenths of a slot, fine enough for the steps of the slot budget (2.7). */
  void slots(int count) {
    for (int i = 0; i < count * 10; i++) {
      var step = spec.slotDuration().dividedBy(10);
      now = now.plus(step);
      time.timePasses(step);
      settle();
    }
  }

  /** Whether requests to write get lost on their way to the store, unanswered. */
  void loseWrites(boolean lost) {
    ActorRuntime.of(kit.system())
        .filterMessages(
            lost
                ? (sender, target, message) ->
                    message instanceof StorageProtocol.Apply
                        ? MessageFilter.Verdict.DROP
                        : MessageFilter.Verdict.DELIVER
                : null);
  }

  /** Makes the ChainActor fail again and again, until its stand-in answers in its place. */
  void crashUntilItIsGivenUp() {
    ActorRef<Object> shell = chain.unsafeUpcast();
    var probe = kit.createTestProbe(ChainProtocol.StatusReply.class);
    for (int crashes = 0; crashes < 100; crashes++) {
      shell.tell(new Crash("a test"));
      time.timePasses(Duration.ofSeconds(4));
      chain.tell(new ChainProtocol.GetStatus(probe.ref()));
      if (probe.receiveMessage() instanceof ChainProtocol.ChainStatus status
          && status.reasons().toString().contains("alys actor retry")) {
        return;
      }
    }
    throw new AssertionError("it is not given up");
  }

  /** An operator's order to try the ChainActor again. */
  void retryChain() {
    var path = chain.path().toStringWithoutAddress().substring("/user".length());
    var probe = kit.createTestProbe(SupervisorProtocol.OrderResult.class);
    guardian.tell(new SupervisorProtocol.Retry(path, probe.ref()));
    probe.expectMessage(new SupervisorProtocol.Done(path));
  }

  /** Lets the node take this many blocks in, however many slots that takes. */
  void blocks(long count) {
    var target = status().certified().height().plus(count);
    for (int tries = 0; target.isAbove(status().certified().height()); tries++) {
      if (tries > 10 * count) {
        throw new AssertionError("no way to " + target + ": " + status());
      }
      slots(1);
    }
  }

  /** Questions and answers go round, so that what the step set off has come to an end. */
  private void settle() {
    var probe = kit.createTestProbe(ChainProtocol.StatusReply.class);
    for (int round = 0; round < 5; round++) {
      chain.tell(new ChainProtocol.GetStatus(probe.ref()));
      if (!answers(probe)) {
        return;
      }
    }
  }

  /** Whether an answer comes soon; an actor that waits to be restarted gives none. */
  private static boolean answers(TestProbe<ChainProtocol.StatusReply> probe) {
    try {
      probe.receiveMessage(Duration.ofMillis(500));
      return true;
    } catch (AssertionError none) {
      return false;
    }
  }

  /** Waits until the node answers that it runs. */
  void awaitRunning() {
    awaitPhase("running");
  }

  void awaitPhase(String phase) {
    var probe = kit.createTestProbe();
    probe.awaitAssert(
        Duration.ofSeconds(10),
        () -> {
          var status = status();
          if (!status.phase().equals(phase)) {
            throw new AssertionError("still " + status);
          }
          return status;
        });
  }

  /** The canonical block at a height. */
  StoredBlock at(long height) {
    var probe = kit.createTestProbe(StorageProtocol.BlockResult.class);
    storage.tell(new StorageProtocol.GetCanonical(new Height(height), probe.ref()));
    return ((StorageProtocol.BlockFound) probe.receiveMessage()).block();
  }

  /** Waits until the block with a root is the head. */
  void awaitHead(Hash32 root) {
    kit.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(10),
            () -> {
              var status = status();
              if (!status.certified().root().equals(root)) {
                throw new AssertionError("still " + status);
              }
              return status;
            });
  }

  ChainProtocol.ChainStatus status() {
    var probe = kit.createTestProbe(ChainProtocol.StatusReply.class);
    chain.tell(new ChainProtocol.GetStatus(probe.ref()));
    return probe.expectMessageClass(ChainProtocol.ChainStatus.class);
  }

  <T> TestProbe<T> probe(Class<T> of) {
    return kit.createTestProbe(of);
  }

  AuxPowProtocol.TemplateReply template() {
    var probe = kit.createTestProbe(AuxPowProtocol.TemplateReply.class);
    mining.tell(new AuxPowProtocol.CreateTemplate(MINER, probe.ref()));
    return probe.receiveMessage();
  }

  Slot slot() {
    return new Slot(now.toEpochMilli() / spec.slotDuration().toMillis());
  }

  Instant now() {
    return now;
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }

  /** Signs whatever comes with all facts, holds the rest; the vote rule has its own tests. */
  private static Behavior<SigningProtocol.Command> signing(BlsPublicKey key) {
    return Behaviors.receive(SigningProtocol.Command.class)
        .onMessage(
            SigningProtocol.Sign.class,
            sign -> {
              if (!sign.vote().established().containsAll(EnumSet.allOf(VoteFact.class))) {
                sign.replyTo()
                    .tell(new SigningProtocol.Held(sign.vote(), VoteObstacle.SLOT_NOT_BEGUN));
                return Behaviors.same();
              }
              sign.replyTo()
                  .tell(
                      new SigningProtocol.Signed(
                          sign.vote(), key, AdditiveScheme.sign(key, sign.vote().root())));
              return Behaviors.same();
            })
        .build();
  }
}
