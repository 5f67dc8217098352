package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.types.Slot;
import io.alys.workflows.codec.SigningRoot;
import io.alys.workflows.fakes.FakeBlockStore;
import io.alys.workflows.fakes.TestSpecs;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The ChainActor as one of several authorities: blocks, approvals and branches from elsewhere. */
class FederationTest {

  /** In slot 883612801, whose author among 4 is number 1; this node is number 0. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:02.300Z");

  @Test
  void importsACertifiedBlockOfAnotherAuthor() {
    try (var node = running()) {
      var block = ForeignBlocks.on(node.at(0), node.slot(), node.spec, 1, 2, 3);

      assertThat(send(node, block)).isInstanceOf(ChainProtocol.Imported.class);
      assertThat(send(node, block)).isInstanceOf(ChainProtocol.AlreadyKnown.class);
      assertThat(node.status().certified().root()).isEqualTo(SigningRoot.of(block.message()));
    }
  }

  @Test
  void addsItsOwnVoteAndWaitsForTheRestOfTheQuorum() {
    try (var node = running()) {
      var block = ForeignBlocks.on(node.at(0), node.slot(), node.spec, 1);
      var root = SigningRoot.of(block.message());

      var first = send(node, block);
      node.chain.tell(new ChainProtocol.AddApproval(root, ForeignBlocks.approval(root, 3)));

      assertThat(first).isInstanceOf(ChainProtocol.ImportHeld.class);
      node.awaitHead(root);
      var stored = node.at(1).block();
      assertThat(stored.approval()).isEqualTo(ForeignBlocks.approvals(root, 0, 1, 3));
    }
  }

  @Test
  void keepsAnApprovalThatComesBeforeItsBlock() {
    try (var node = running()) {
      var block = ForeignBlocks.on(node.at(0), node.slot(), node.spec, 1);
      var root = SigningRoot.of(block.message());

      node.chain.tell(new ChainProtocol.AddApproval(root, ForeignBlocks.approval(root, 2)));
      send(node, block);

      node.awaitHead(root);
    }
  }

  @Test
  void refusesByNameABlockThatBreaksARuleOrIsSignedWrongly() {
    try (var node = running()) {
      var parent = node.at(0);
      var unsigned = ForeignBlocks.on(parent, node.slot(), node.spec, 2, 3);
      var forged =
          new SignedBlock(
              unsigned.message(), ForeignBlocks.approvals(parent.context().root(), 1, 2, 3));
      var early = ForeignBlocks.on(parent, node.slot(), node.spec, 1, 2, 3).message();
      var wrongSlot =
          new ConsensusBlock(
              early.parentHash(),
              early.slot().next(),
              null,
              early.payload(),
              early.pegins(),
              null,
              early.finalizedPegouts());

      assertThat(code(send(node, unsigned))).isEqualTo("author-missing");
      assertThat(code(send(node, forged))).isEqualTo("bad-aggregate-signature");
      assertThat(code(send(node, new SignedBlock(wrongSlot, unsigned.approval()))))
          .isEqualTo("wrong-timestamp");
    }
  }

  @Test
  void holdsABlockWhoseParentItLacks() {
    try (var node = running()) {
      var first = ForeignBlocks.on(node.at(0), node.slot(), node.spec, 1, 2, 3);
      send(node, first);
      var parent = node.at(1);
      try (var other = new ChainFixture(node.spec, new FakeBlockStore(), node.now())) {
        other.awaitRunning();
        var child = ForeignBlocks.on(parent, node.slot().next(), node.spec, 1, 2, 3);

        assertThat(send(other, child)).isInstanceOf(ChainProtocol.ImportHeld.class);
      }
    }
  }

  @Test
  void movesToTheCertifiedBranchWithTheHigherSlot() {
    try (var node = running()) {
      Slot slot = node.slot();
      var left = ForeignBlocks.on(node.at(0), slot, node.spec, 1, 2, 3);
      var right = ForeignBlocks.on(node.at(0), slot.next(), node.spec, 1, 2, 3);

      assertThat(send(node, left)).isInstanceOf(ChainProtocol.Imported.class);
      assertThat(send(node, right)).isInstanceOf(ChainProtocol.Imported.class);

      var root = SigningRoot.of(right.message());
      assertThat(node.status().certified().root()).isEqualTo(root);
      assertThat(node.at(1).context().root()).isEqualTo(root);
      assertThat(node.client.head()).isEqualTo(right.message().payload().blockHash());
    }
  }

  private ChainFixture running() {
    var node = new ChainFixture(TestSpecs.of(4, 64), new FakeBlockStore(), START);
    node.awaitRunning();
    return node;
  }

  private static ChainProtocol.ImportResult send(ChainFixture node, SignedBlock block) {
    var probe = node.probe(ChainProtocol.ImportResult.class);
    node.chain.tell(new ChainProtocol.ImportBlock(block, probe.ref()));
    return probe.receiveMessage();
  }

  private static String code(ChainProtocol.ImportResult result) {
    return result instanceof ChainProtocol.ImportRefused refused ? refused.code() : "" + result;
  }
}
