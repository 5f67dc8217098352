package io.alys.actors.storage;

import static io.alys.workflows.fakes.SampleChain.at;
import static io.alys.workflows.fakes.SampleChain.block;
import static io.alys.workflows.fakes.SampleChain.extension;
import static io.alys.workflows.fakes.SampleChain.heads;
import static io.alys.workflows.fakes.SampleChain.ref;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.storage.StorageActor.Limits;
import io.alys.actors.storage.StorageActor.Stores;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.storage.ChainUpdate;
import io.alys.messages.storage.RecordSpace;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.storage.StorageProtocol.Applied;
import io.alys.messages.storage.StorageProtocol.Apply;
import io.alys.messages.storage.StorageProtocol.ApplyResult;
import io.alys.messages.storage.StorageProtocol.BlockFound;
import io.alys.messages.storage.StorageProtocol.BlockMissing;
import io.alys.messages.storage.StorageProtocol.BlockResult;
import io.alys.messages.storage.StorageProtocol.Command;
import io.alys.messages.storage.StorageProtocol.DeleteRecords;
import io.alys.messages.storage.StorageProtocol.FindParentHeader;
import io.alys.messages.storage.StorageProtocol.GetBlock;
import io.alys.messages.storage.StorageProtocol.GetCanonical;
import io.alys.messages.storage.StorageProtocol.GetHeads;
import io.alys.messages.storage.StorageProtocol.GetRecords;
import io.alys.messages.storage.StorageProtocol.HeadsFound;
import io.alys.messages.storage.StorageProtocol.HeadsResult;
import io.alys.messages.storage.StorageProtocol.Load;
import io.alys.messages.storage.StorageProtocol.LoadResult;
import io.alys.messages.storage.StorageProtocol.Loaded;
import io.alys.messages.storage.StorageProtocol.ParentHeaderFound;
import io.alys.messages.storage.StorageProtocol.ParentHeaderResult;
import io.alys.messages.storage.StorageProtocol.PutRecord;
import io.alys.messages.storage.StorageProtocol.RecordRefused;
import io.alys.messages.storage.StorageProtocol.RecordResult;
import io.alys.messages.storage.StorageProtocol.RecordStored;
import io.alys.messages.storage.StorageProtocol.RecordsFound;
import io.alys.messages.storage.StorageProtocol.RecordsResult;
import io.alys.messages.storage.StorageProtocol.StorageRefused;
import io.alys.messages.storage.StoredRecord;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.workflows.fakes.FakeBlockStore;
import io.alys.workflows.fakes.FakeRecordStore;
import io.alys.workflows.ports.RecordStore;
import io.alys.workflows.ports.StorageFailure;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The StorageActor over stores in memory. */
class StorageActorTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final RecordSpace SPACE = new RecordSpace("templates");
  private final StorageFailure full =
      new StorageFailure(StorageFault.DISK_FULL, "the disk is full");
  private static final StorageRefused REFUSED_FULL =
      new StorageRefused(StorageFault.DISK_FULL, "the disk is full");

  private final FakeBlockStore blocks = new FakeBlockStore();
  private final FakeRecordStore records = new FakeRecordStore();
  private final TestProbe<NodeEvent> events = KIT.createTestProbe();
  private final TestProbe<ApplyResult> applies = KIT.createTestProbe();
  private final TestProbe<BlockResult> found = KIT.createTestProbe();
  private final TestProbe<RecordResult> recordResults = KIT.createTestProbe();
  private final ActorRef<Topic.Command<NodeEvent>> topic =
      KIT.spawn(Topic.create(NodeEvent.class, UUID.randomUUID().toString()));
  private ActorRef<Command> storage = spawn(Limits.DEFAULT);

  @BeforeEach
  void subscribe() {
    topic.tell(Topic.subscribe(events.getRef()));
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void anUpdateIsAcknowledgedAfterItsSyncAndRead() {
    storage.tell(new Apply(extension(0), applies.getRef()));
    applies.expectMessage(new Applied(extension(0)));
    assertThat(blocks.syncs()).isEqualTo(1);

    storage.tell(new GetBlock(ref(0, 0).root(), found.getRef()));
    found.expectMessage(new BlockFound(block(0, 0)));
    storage.tell(new GetCanonical(at(0), found.getRef()));
    found.expectMessage(new BlockFound(block(0, 0)));
    storage.tell(new GetCanonical(at(1), found.getRef()));
    found.expectMessage(new BlockMissing());
    storage.tell(new GetBlock(Hash32.ZERO, found.getRef()));
    found.expectMessage(new BlockMissing());
  }

  @Test
  void headsComeFromTheLastUpdate() {
    var answers = KIT.<HeadsResult>createTestProbe();

    storage.tell(new GetHeads(answers.getRef()));
    answers.expectMessage(new HeadsFound(null));
    apply(0, 1);
    storage.tell(new GetHeads(answers.getRef()));
    answers.expectMessage(new HeadsFound(heads(0, 1)));
  }

  @Test
  void blocksAreLoadedPageByPage() {
    storage = spawn(new Limits(2, 64));
    var answers = KIT.<LoadResult>createTestProbe();
    apply(0, 1, 2);

    storage.tell(new Load(null, answers.getRef()));
    answers.expectMessage(
        new Loaded(heads(0, 2), List.of(block(0, 0).context(), block(0, 1).context()), at(2)));
    storage.tell(new Load(at(2), answers.getRef()));
    answers.expectMessage(new Loaded(heads(0, 2), List.of(block(0, 2).context()), null));
  }

  @Test
  void aParentHeaderIsFound() {
    var header = Hash32.fromHex("77".repeat(32));
    var answers = KIT.<ParentHeaderResult>createTestProbe();
    storage.tell(
        new Apply(
            new ChainUpdate(List.of(block(0, 1, header)), List.of(), null), applies.getRef()));

    storage.tell(new FindParentHeader(header, answers.getRef()));
    answers.expectMessage(new ParentHeaderFound(List.of(ref(0, 1))));
    storage.tell(new FindParentHeader(Hash32.ZERO, answers.getRef()));
    answers.expectMessage(new ParentHeaderFound(List.of()));
  }

  @Test
  void updatesThatWaitTogetherAreSyncedTogether() {
    var kit = BehaviorTestKit.create(behavior(Limits.DEFAULT));
    var inbox = TestInbox.<ApplyResult>create();

    for (long height = 0; height < 3; height++) {
      kit.run(new Apply(extension(height), inbox.getRef()));
    }
    assertThat(inbox.hasMessages()).isFalse();
    kit.runOne();

    assertThat(inbox.getAllReceived())
        .containsExactly(
            new Applied(extension(0)), new Applied(extension(1)), new Applied(extension(2)));
    assertThat(blocks.syncs()).isEqualTo(1);
  }

  @Test
  void aFullBatchDoesNotWait() {
    var kit = BehaviorTestKit.create(behavior(new Limits(256, 2)));
    var inbox = TestInbox.<ApplyResult>create();

    kit.run(new Apply(extension(0), inbox.getRef()));
    kit.run(new Apply(extension(1), inbox.getRef()));

    assertThat(inbox.getAllReceived()).hasSize(2);
    kit.runOne();
    assertThat(blocks.syncs()).isEqualTo(1);
  }

  @Test
  void aReadSeesTheUpdatesBeforeIt() {
    var kit = BehaviorTestKit.create(behavior(Limits.DEFAULT));
    var updates = TestInbox.<ApplyResult>create();
    var reads = TestInbox.<BlockResult>create();

    kit.run(new Apply(extension(0), updates.getRef()));
    kit.run(new GetCanonical(at(0), reads.getRef()));

    reads.expectMessage(new BlockFound(block(0, 0)));
    updates.expectMessage(new Applied(extension(0)));
  }

  @Test
  void anUpdateThatContradictsTheStoreIsRefusedAlone() {
    var kit = BehaviorTestKit.create(behavior(Limits.DEFAULT));
    var inbox = TestInbox.<ApplyResult>create();
    var unknownHeads = new ChainUpdate(List.of(), List.of(), heads(0, 9));

    kit.run(new Apply(extension(0), inbox.getRef()));
    kit.run(new Apply(unknownHeads, inbox.getRef()));
    kit.run(new Apply(extension(1), inbox.getRef()));
    kit.runOne();

    assertThat(inbox.getAllReceived())
        .hasSize(3)
        .contains(new Applied(extension(0)), new Applied(extension(1)))
        .anyMatch(
            answer ->
                answer instanceof StorageRefused refused
                    && refused.fault() == StorageFault.BAD_UPDATE);
  }

  @Test
  void afterAFailedWriteNothingIsWrittenButAllIsRead() {
    apply(0);
    blocks.failWrites(full);

    expectError(() -> storage.tell(new Apply(extension(1), applies.getRef())));
    applies.expectMessage(REFUSED_FULL);
    events.expectMessage(new NodeEvent.HealthChanged("storage", "the disk is full"));
    blocks.failWrites(null);

    storage.tell(new Apply(extension(1), applies.getRef()));
    applies.expectMessage(REFUSED_FULL);
    storage.tell(new PutRecord(SPACE, Bytes.of((byte) 1), Bytes.EMPTY, recordResults.getRef()));
    recordResults.expectMessage(REFUSED_FULL);
    storage.tell(new GetCanonical(at(0), found.getRef()));
    found.expectMessage(new BlockFound(block(0, 0)));
    assertThat(blocks.syncs()).isEqualTo(1);
  }

  @Test
  void aFailedSyncAcknowledgesNothing() {
    blocks.failSyncs(full);

    expectError(() -> storage.tell(new Apply(extension(0), applies.getRef())));

    applies.expectMessage(REFUSED_FULL);
    blocks.failSyncs(null);
    storage.tell(new Apply(extension(0), applies.getRef()));
    applies.expectMessage(REFUSED_FULL);
  }

  @Test
  void damageFoundByAReadIsReportedAndWritesGoOn() {
    blocks.failReads(new StorageFailure(StorageFault.CORRUPT, "bad block"));

    expectError(() -> storage.tell(new GetCanonical(at(0), found.getRef())));
    found.expectMessage(new StorageRefused(StorageFault.CORRUPT, "bad block"));
    events.expectMessage(new NodeEvent.HealthChanged("storage", "bad block"));
    blocks.failReads(null);

    apply(0);
  }

  @Test
  void recordsAreKeptReplacedAndForgotten() {
    var answers = KIT.<RecordsResult>createTestProbe();
    put(1, 10);
    put(2, 20);
    put(1, 11);
    storage.tell(new DeleteRecords(SPACE, List.of(key(2)), recordResults.getRef()));
    recordResults.expectMessage(new RecordStored());

    storage.tell(new GetRecords(SPACE, answers.getRef()));
    answers.expectMessage(new RecordsFound(List.of(new StoredRecord(key(1), key(11)))));
    storage.tell(new GetRecords(new RecordSpace("others"), answers.getRef()));
    answers.expectMessage(new RecordsFound(List.of()));
  }

  @Test
  void aRecordBeyondTheBoundsIsRefused() {
    var large = Bytes.zeros(RecordStore.MAX_VALUE_BYTES + 1);

    storage.tell(new PutRecord(SPACE, key(1), large, recordResults.getRef()));

    recordResults.expectMessageClass(RecordRefused.class);
    put(1, 1);
  }

  @Test
  void aFailedRecordEndsAllWrites() {
    records.failWrites(full);

    expectError(() -> storage.tell(new PutRecord(SPACE, key(1), key(1), recordResults.getRef())));

    recordResults.expectMessage(REFUSED_FULL);
    storage.tell(new Apply(extension(0), applies.getRef()));
    applies.expectMessage(REFUSED_FULL);
  }

  @Test
  void aStopWritesWhatWaitsAndLeavesTheStoreToItsOwner() {
    var kit = BehaviorTestKit.create(behavior(Limits.DEFAULT));
    var inbox = TestInbox.<ApplyResult>create();
    kit.run(new Apply(extension(0), inbox.getRef()));

    kit.signal(PostStop.instance());

    inbox.expectMessage(new Applied(extension(0)));
    assertThat(blocks.isClosed()).isFalse();
  }

  @Test
  void afterAFailedSyncNothingIsWrittenByALaterActorEither() {
    var stores = new Stores(blocks, records);
    var first = KIT.spawn(StorageActor.create(stores, Limits.DEFAULT, topic));
    blocks.failSyncs(full);
    expectError(() -> first.tell(new Apply(extension(0), applies.getRef())));
    applies.expectMessage(REFUSED_FULL);
    KIT.stop(first);
    blocks.failSyncs(null);

    var second = KIT.spawn(StorageActor.create(stores, Limits.DEFAULT, topic));
    second.tell(new Apply(extension(0), applies.getRef()));
    second.tell(new PutRecord(SPACE, key(1), key(1), recordResults.getRef()));

    applies.expectMessage(REFUSED_FULL);
    recordResults.expectMessage(REFUSED_FULL);
  }

  private ActorRef<Command> spawn(Limits limits) {
    return KIT.spawn(behavior(limits));
  }

  private Behavior<Command> behavior(Limits limits) {
    return StorageActor.create(new Stores(blocks, records), limits, topic);
  }

  private void apply(long... heights) {
    for (long height : heights) {
      storage.tell(new Apply(extension(height), applies.getRef()));
      applies.expectMessage(new Applied(extension(height)));
    }
  }

  private void put(int key, int value) {
    storage.tell(new PutRecord(SPACE, key(key), key(value), recordResults.getRef()));
    recordResults.expectMessage(new RecordStored());
  }

  private static Bytes key(int number) {
    return Bytes.of((byte) number);
  }

  private static void expectError(Runnable action) {
    LoggingTestKit.error("Storage failed")
        .expect(
            KIT.system(),
            () -> {
              action.run();
              return action;
            });
  }
}
