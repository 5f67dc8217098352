package io.alys.actors.mining;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.bus.Bus;
import io.alys.actors.bus.DeadLetterLimits;
import io.alys.actors.storage.StorageActor;
import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.workflows.fakes.FakeBlockStore;
import io.alys.workflows.fakes.FakeRecordStore;
import io.alys.workflows.fakes.SmallMiner;
import io.alys.workflows.pow.MiningBasis;
import io.alys.workflows.rules.TestChain;
import io.alys.workflows.rules.TestSpecs;
import java.time.Duration;
import java.time.InstantSource;

/** An AuxPowActor over records in memory, and a chain that a test moves on by hand. */
final class MiningFixture implements AutoCloseable {

  static final EvmAddress MINER = new EvmAddress(TestSpecs.filled(20, 0xa1));

  final FakeRecordStore records = new FakeRecordStore();
  final TestProbe<ChainProtocol.Command> chainActor;
  private final TestChain chain = new TestChain(TestSpecs.standard());
  private final ActorTestKit kit = ActorTestKit.create();
  private final Bus bus;
  private final ActorRef<StorageProtocol.Command> storage;
  private final int maxTemplates;
  private BlockContext head = chain.genesis();
  private ActorRef<AuxPowProtocol.Command> mining;

  MiningFixture(int maxTemplates) {
    this.maxTemplates = maxTemplates;
    this.chainActor = kit.createTestProbe();
    this.bus = bus();
    ActorRef<Topic.Command<NodeEvent>> events = bus.events().topic();
    var stores = new StorageActor.Stores(new FakeBlockStore(), records);
    this.storage = kit.spawn(StorageActor.create(stores, StorageActor.Limits.DEFAULT, events));
    this.mining = spawn();
    extend(4);
  }

  private Bus bus() {
    var started = kit.createTestProbe(Bus.class);
    var settings = new Bus.Settings(DeadLetterLimits.DEFAULT, InstantSource.system());
    kit.spawn(
        Behaviors.setup(
            context -> {
              started.ref().tell(Bus.start(context, settings));
              return Behaviors.empty();
            }));
    return started.receiveMessage();
  }

  private ActorRef<AuxPowProtocol.Command> spawn() {
    var peers =
        new AuxPowActor.Peers(bus.address(storage), chainActor.ref(), bus.events().topic(), null);
    var limits =
        new AuxPowActor.Limits(maxTemplates, 8, Duration.ofSeconds(3), Duration.ofMillis(50));
    return kit.spawn(AuxPowStart.create(peers, chain.spec(), limits));
  }

  /** Another actor over the same records, told where the chain stands. */
  void restart() {
    kit.stop(mining);
    mining = spawn();
    tellBasis();
  }

  /** Adds blocks to the chain. */
  void extend(int blocks) {
    head = chain.addRun(head, blocks, 0);
    tellBasis();
  }

  /** Adds a block that carries the queued header, and others that commit it. */
  void includeQueued() {
    var carrier = chain.block(head, head.slot().value() + 1, queued().header());
    head = chain.addRun(chain.add(head, carrier, 0), 2, 0);
    tellBasis();
  }

  private void tellBasis() {
    mining.tell(MiningBasis.at(head, chain).orElseThrow());
  }

  AuxPowProtocol.TemplateReply create(EvmAddress miner) {
    var probe = kit.createTestProbe(AuxPowProtocol.TemplateReply.class);
    mining.tell(new AuxPowProtocol.CreateTemplate(miner, probe.ref()));
    return probe.receiveMessage();
  }

  /** A template, after as many questions as it takes until the actor has loaded. */
  AuxPowProtocol.Template template(EvmAddress miner) {
    return kit.createTestProbe()
        .awaitAssert(
            () -> {
              var reply = create(miner);
              if (reply instanceof AuxPowProtocol.Template template) {
                return template;
              }
              throw new AssertionError("still " + reply);
            });
  }

  AuxPow proof(AuxPowProtocol.Template template) {
    return SmallMiner.prove(template.workHash(), chain.spec().chainId(), template.bits(), 1);
  }

  AuxPowProtocol.SubmitReply submit(Hash32 workHash, AuxPow proof) {
    var probe = kit.createTestProbe(AuxPowProtocol.SubmitReply.class);
    mining.tell(new AuxPowProtocol.SubmitProof(workHash, proof, probe.ref()));
    return probe.receiveMessage();
  }

  AuxPowProtocol.Picked queued() {
    return (AuxPowProtocol.Picked) pick();
  }

  AuxPowProtocol.PickReply pick() {
    var probe = kit.createTestProbe(AuxPowProtocol.PickReply.class);
    mining.tell(new AuxPowProtocol.GetQueued(probe.ref()));
    return probe.receiveMessage();
  }

  void tell(AuxPowProtocol.Command command) {
    mining.tell(command);
  }

  /** Waits for something that is to come. */
  void await(Runnable assertion) {
    kit.createTestProbe()
        .awaitAssert(
            () -> {
              assertion.run();
              return assertion;
            });
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
