package io.alys.actors.mining;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.storage.RecordSpace;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.storage.StoredRecord;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.workflows.ports.StorageFailure;
import io.alys.workflows.rules.TestSpecs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What miners were given and handed in survives the AuxPowActor; dead work does not stay. */
class AuxPowRecordsTest {

  private static final RecordSpace TEMPLATES = new RecordSpace("auxpow-templates");
  private static final RecordSpace PROOFS = new RecordSpace("auxpow-proofs");
  private static final EvmAddress OTHER = new EvmAddress(TestSpecs.filled(20, 0xb0));

  private final MiningFixture node = new MiningFixture(4);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void workThatWasHandedOutStaysGoodAfterARestart() {
    var template = node.template(MiningFixture.MINER);

    node.restart();

    node.await(
        () ->
            assertThat(node.submit(template.workHash(), node.proof(template)))
                .isEqualTo(
                    new AuxPowProtocol.ProofAccepted(
                        template.rangeStart(), template.rangeEnd(), false)));
  }

  @Test
  void anAcceptedProofIsQueuedAgainAfterARestart() {
    var template = node.template(MiningFixture.MINER);
    node.submit(template.workHash(), node.proof(template));
    var header = node.queued().header();

    node.restart();

    node.await(() -> assertThat(node.pick()).isEqualTo(new AuxPowProtocol.Picked(header)));
    assertThat(node.submit(template.workHash(), node.proof(template)))
        .isEqualTo(
            new AuxPowProtocol.ProofAccepted(template.rangeStart(), template.rangeEnd(), true));
  }

  @Test
  void nothingIsAcceptedThatIsNotOnDisk() {
    var template = node.template(MiningFixture.MINER);
    node.records.failWrites(new StorageFailure(StorageFault.DISK_FULL, "the disk is full"));

    var refused = node.submit(template.workHash(), node.proof(template));
    var other = node.create(OTHER);

    assertThat(refused).isEqualTo(new AuxPowProtocol.MiningUnavailable("the disk is full"));
    assertThat(other).isEqualTo(new AuxPowProtocol.MiningUnavailable("the disk is full"));
    assertThat(node.pick()).isEqualTo(new AuxPowProtocol.NothingQueued());
  }

  @Test
  void finalWorkIsForgottenOnDisk() {
    var template = node.template(MiningFixture.MINER);
    node.template(OTHER);
    node.submit(template.workHash(), node.proof(template));

    node.includeQueued();

    node.await(
        () -> {
          assertThat(node.records.all(TEMPLATES)).isEmpty();
          assertThat(node.records.all(PROOFS)).isEmpty();
        });
  }

  @Test
  void noMoreTemplatesStayOnDiskThanAreKept() {
    for (int miner = 1; miner <= 9; miner++) {
      node.template(new EvmAddress(TestSpecs.filled(20, miner)));
    }

    node.await(() -> assertThat(node.records.all(TEMPLATES)).hasSize(4));
  }

  @Test
  void aDiscardedProofDoesNotComeBack() {
    var template = node.template(MiningFixture.MINER);
    node.submit(template.workHash(), node.proof(template));

    node.tell(new AuxPowProtocol.DiscardHeader(node.queued().header(), "a test"));

    node.await(() -> assertThat(node.records.all(PROOFS)).isEmpty());
    node.restart();
    node.template(MiningFixture.MINER);
    assertThat(node.pick()).isEqualTo(new AuxPowProtocol.NothingQueued());
  }

  @Test
  void aRecordThatDoesNotReadDoesNotKeepTheOthersAway() {
    var template = node.template(MiningFixture.MINER);
    node.records.put(TEMPLATES, new StoredRecord(Bytes.zeros(32), Bytes.of((byte) 7)));

    node.restart();

    assertThat(node.template(MiningFixture.MINER)).isEqualTo(template);
  }

  @Test
  void itAsksTheChainWhereItStandsAndRefusesByNameWhenTheChainIsLost() {
    node.chainActor.expectMessage(new ChainProtocol.AdviseMiners());
    var template = node.template(MiningFixture.MINER);

    node.tell(new AuxPowProtocol.ChainLost("the chain stands still"));

    var refusal = new AuxPowProtocol.MiningUnavailable("the chain stands still");
    assertThat(node.create(MiningFixture.MINER)).isEqualTo(refusal);
    assertThat(node.submit(template.workHash(), node.proof(template))).isEqualTo(refusal);
    node.extend(1);
    node.template(MiningFixture.MINER);
  }
}
