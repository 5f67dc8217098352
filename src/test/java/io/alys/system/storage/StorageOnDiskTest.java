package io.alys.system.storage;

import static io.alys.workflows.fakes.SampleChain.at;
import static io.alys.workflows.fakes.SampleChain.block;
import static io.alys.workflows.fakes.SampleChain.extension;
import static io.alys.workflows.fakes.SampleChain.heads;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.storage.StorageActor;
import io.alys.actors.storage.StorageActor.Limits;
import io.alys.actors.storage.StorageActor.Stores;
import io.alys.integration.storage.NetworkIdentity;
import io.alys.integration.storage.RocksBlockStore;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.storage.RecordSpace;
import io.alys.messages.storage.StorageProtocol.Applied;
import io.alys.messages.storage.StorageProtocol.Apply;
import io.alys.messages.storage.StorageProtocol.ApplyResult;
import io.alys.messages.storage.StorageProtocol.BlockFound;
import io.alys.messages.storage.StorageProtocol.BlockResult;
import io.alys.messages.storage.StorageProtocol.Command;
import io.alys.messages.storage.StorageProtocol.GetCanonical;
import io.alys.messages.storage.StorageProtocol.GetHeads;
import io.alys.messages.storage.StorageProtocol.GetRecords;
import io.alys.messages.storage.StorageProtocol.HeadsFound;
import io.alys.messages.storage.StorageProtocol.HeadsResult;
import io.alys.messages.storage.StorageProtocol.PutRecord;
import io.alys.messages.storage.StorageProtocol.RecordResult;
import io.alys.messages.storage.StorageProtocol.RecordStored;
import io.alys.messages.storage.StorageProtocol.RecordsFound;
import io.alys.messages.storage.StorageProtocol.RecordsResult;
import io.alys.messages.storage.StoredRecord;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The StorageActor over RocksDB: what it acknowledged is what the next one finds. */
class StorageOnDiskTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final NetworkIdentity NETWORK =
      new NetworkIdentity(Hash32.fromHex("aa".repeat(32)), Hash32.fromHex("bb".repeat(32)));
  private static final RecordSpace SPACE = new RecordSpace("templates");

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aStopAndAStartGoOnWhereTheActorWas() {
    var applies = KIT.<ApplyResult>createTestProbe();
    var records = KIT.<RecordResult>createTestProbe();
    var opened = RocksBlockStore.open(folder, NETWORK);
    var first = spawn(opened);
    LongStream.range(0, 200).forEach(h -> first.tell(new Apply(extension(h), applies.getRef())));
    LongStream.range(0, 200).forEach(h -> applies.expectMessage(new Applied(extension(h))));
    first.tell(new PutRecord(SPACE, Bytes.of((byte) 1), Bytes.of((byte) 2), records.getRef()));
    records.expectMessage(new RecordStored());
    KIT.stop(first);
    opened.close();

    var reopened = RocksBlockStore.open(folder, NETWORK);
    var second = spawn(reopened);

    TestProbe<HeadsResult> found = KIT.createTestProbe();
    second.tell(new GetHeads(found.getRef()));
    found.expectMessage(new HeadsFound(heads(0, 199)));
    TestProbe<BlockResult> blocks = KIT.createTestProbe();
    second.tell(new GetCanonical(at(150), blocks.getRef()));
    blocks.expectMessage(new BlockFound(block(0, 150)));
    TestProbe<RecordsResult> kept = KIT.createTestProbe();
    second.tell(new GetRecords(SPACE, kept.getRef()));
    kept.expectMessage(
        new RecordsFound(List.of(new StoredRecord(Bytes.of((byte) 1), Bytes.of((byte) 2)))));
    KIT.stop(second);
    reopened.close();
  }

  private ActorRef<Command> spawn(RocksBlockStore store) {
    var events = KIT.spawn(Topic.create(NodeEvent.class, folder.toString()));
    return KIT.spawn(
        StorageActor.create(new Stores(store, store.records()), Limits.DEFAULT, events));
  }
}
