package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.actor.Unavailable;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.workflows.fakes.FakeBlockStore;
import io.alys.workflows.fakes.SmallMiner;
import io.alys.workflows.fakes.TestSpecs;
import io.alys.workflows.ports.ExecutionFailure;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ChainActor with real neighbours over a client and a store in memory, one authority. */
@Execution(ExecutionMode.CONCURRENT)
class ChainActorTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:01.300Z");

  @Test
  void makesABlockInEachSlotAndCommitsItsParent() {
    try (var node = new ChainFixture(TestSpecs.of(1, 64), new FakeBlockStore(), START)) {
      node.awaitRunning();

      node.blocks(4);

      var status = node.status();
      var head = node.at(status.certified().height().value()).context();
      var parent = node.at(status.committed().height().value()).context();
      assertThat(head.slot().minus(parent.slot())).isEqualTo(1);
      assertThat(head.parent()).isEqualTo(parent.root());
      assertThat(node.client.head()).isEqualTo(head.payloadHash());
    }
  }

  @Test
  void finalisesTheCommittedRangeThatAMinerProved() {
    try (var node = new ChainFixture(TestSpecs.of(1, 64), new FakeBlockStore(), START)) {
      node.awaitRunning();
      node.blocks(4);
      var template = (AuxPowProtocol.Template) node.template();
      submit(node, template, 1);

      node.blocks(3);

      assertThat(node.status().powFinal()).isEqualTo(template.rangeEnd());
      var found = finalised(node);
      assertThat(found.start().height().value()).isEqualTo(1);
      assertThat(found.end()).isEqualTo(template.rangeEnd());
      assertThat(found.miner()).isEqualTo(ChainFixture.MINER);
    }
  }

  @Test
  void stopsAtTheLongestDistanceWithoutWorkAndGoesOnAfterAProof() {
    try (var node = new ChainFixture(TestSpecs.of(1, 4), new FakeBlockStore(), START)) {
      node.awaitRunning();
      node.slots(9);
      var stalled = node.status();
      submit(node, (AuxPowProtocol.Template) node.template(), 2);

      node.blocks(1);

      assertThat(stalled.phase()).isEqualTo("degraded");
      assertThat(stalled.reasons()).anyMatch(reason -> reason.contains("rule 7.5"));
      assertThat(stalled.committed().height().value()).isEqualTo(4);
      assertThat(node.status().certified().height().value())
          .isGreaterThan(stalled.certified().height().value());
    }
  }

  @Test
  void continuesFromTheStoredHeadAfterARestart() {
    var storage = new FakeBlockStore();
    Instant later;
    ChainProtocol.ChainStatus stopped;
    try (var node = new ChainFixture(TestSpecs.of(1, 64), storage, START)) {
      node.awaitRunning();
      node.blocks(4);
      submit(node, (AuxPowProtocol.Template) node.template(), 3);
      node.blocks(4);
      stopped = node.status();
      later = node.now();
    }

    try (var node = new ChainFixture(TestSpecs.of(1, 64), storage, later)) {
      node.awaitRunning();
      var resumed = node.status();
      node.blocks(1);

      assertThat(resumed.certified()).isEqualTo(stopped.certified());
      assertThat(resumed.powFinal()).isEqualTo(stopped.powFinal());
      assertThat(resumed.powFinal().height().value()).isPositive();
      var height = node.status().certified().height().value();
      assertThat(node.client.head()).isEqualTo(node.at(height).context().payloadHash());
    }
  }

  @Test
  void skipsWithAReasonWhileTheClientIsAwayAndFeedsItTheChainWhenItComesBackEmpty() {
    try (var node = new ChainFixture(TestSpecs.of(1, 64), new FakeBlockStore(), START)) {
      node.awaitRunning();
      node.blocks(2);
      node.client.failWith(
          new ExecutionFailure(ExecutionFailure.Kind.UNAVAILABLE, "connection refused"));
      node.slots(3);
      var away = node.status();
      node.client.loseBlocks();
      node.client.recover();

      node.blocks(1);

      assertThat(away.phase()).isEqualTo("degraded");
      assertThat(away.reasons()).anyMatch(reason -> reason.contains("execution client"));
      assertThat(away.lastSkip()).isPresent();
      assertThat(node.status().phase()).isEqualTo("running");
      assertThat(node.status().certified().height().value())
          .isGreaterThan(away.certified().height().value());
    }
  }

  /**
   * What geth does after {@code kill -9}: it keeps blocks, but neither their state nor its head.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 3, 100})
  void feedsAClientThatKeptBlocksWithoutTheirState(long kept) {
    try (var node = new ChainFixture(TestSpecs.of(1, 64), new FakeBlockStore(), START)) {
      node.awaitRunning();
      node.blocks(6);
      node.client.failWith(
          new ExecutionFailure(ExecutionFailure.Kind.UNAVAILABLE, "connection refused"));
      node.slots(3);
      var away = node.status();
      node.client.loseState(kept);
      node.client.recover();

      node.blocks(1);

      assertThat(node.status().phase()).isEqualTo("running");
      var height = node.status().certified().height();
      assertThat(height.isAbove(away.certified().height())).isTrue();
      assertThat(node.client.head()).isEqualTo(node.at(height.value()).context().payloadHash());
    }
  }

  /** The client was back before anybody asked it anything. */
  @ParameterizedTest
  @ValueSource(longs = {0, 3, 100})
  void feedsAClientThatFellBackUnnoticed(long kept) {
    try (var node = new ChainFixture(TestSpecs.of(1, 64), new FakeBlockStore(), START)) {
      node.awaitRunning();
      node.blocks(6);
      var before = node.status();
      node.client.loseState(kept);

      node.blocks(1);

      var height = node.status().certified().height();
      assertThat(height.isAbove(before.certified().height())).isTrue();
      assertThat(node.client.head()).isEqualTo(node.at(height.value()).context().payloadHash());
    }
  }

  @Test
  void aLostAnswerHoldsTheChainUpForAWhileOnly() {
    try (var node = new ChainFixture(TestSpecs.of(1, 64), new FakeBlockStore(), START)) {
      node.awaitRunning();
      node.blocks(1);
      node.loseWrites(true);
      node.slots(1);
      node.loseWrites(false);
      var stuck = node.status().certified();

      node.slots(8);

      node.awaitRunning();
      assertThat(node.status().certified().height()).isGreaterThan(stuck.height());
    }
  }

  @Test
  void aChainThatHasFailedForGoodIsReadFromTheStoreUntilAnOperatorOrdersARetry() {
    try (var node = new ChainFixture(TestSpecs.of(1, 64), new FakeBlockStore(), START)) {
      node.awaitRunning();
      node.blocks(4);
      var before = node.status();

      node.crashUntilItIsGivenUp();

      var after = node.status();
      assertThat(after.certified().height()).isGreaterThanOrEqualTo(before.certified().height());
      assertThat(after.phase()).isEqualTo("degraded");
      var blocks = node.probe(ChainProtocol.BlockReply.class);
      node.chain.tell(new ChainProtocol.GetHead(blocks.ref()));
      var head = blocks.expectMessageClass(ChainProtocol.Found.class);
      assertThat(head.root()).isEqualTo(after.certified().root());
      node.chain.tell(new ChainProtocol.GetBlockAt(new Height(99), blocks.ref()));
      blocks.expectMessage(new ChainProtocol.NotFound());
      var imports = node.probe(ChainProtocol.ImportResult.class);
      node.chain.tell(new ChainProtocol.ImportBlock(head.block(), imports.ref()));
      assertThat(imports.expectMessageClass(ChainProtocol.ImportUnavailable.class).why().code())
          .isEqualTo(Unavailable.Code.FAILED);
      assertThat(node.template()).isInstanceOf(AuxPowProtocol.MiningUnavailable.class);

      node.retryChain();

      node.awaitRunning();
      node.blocks(1);
      assertThat(node.template()).isInstanceOf(AuxPowProtocol.Template.class);
    }
  }

  @Test
  void answersForBlocksByHeightRootAndHead() {
    try (var node = new ChainFixture(TestSpecs.of(1, 64), new FakeBlockStore(), START)) {
      node.awaitRunning();
      node.blocks(2);
      var probe = node.probe(ChainProtocol.BlockReply.class);

      node.chain.tell(new ChainProtocol.GetHead(probe.ref()));
      var head = (ChainProtocol.Found) probe.receiveMessage();
      node.chain.tell(new ChainProtocol.GetBlock(head.root(), probe.ref()));
      var byRoot = (ChainProtocol.Found) probe.receiveMessage();
      node.chain.tell(new ChainProtocol.GetBlockAt(head.block().message().height(), probe.ref()));
      var byHeight = (ChainProtocol.Found) probe.receiveMessage();
      node.chain.tell(new ChainProtocol.GetBlock(Hash32.ZERO, probe.ref()));

      assertThat(byRoot).isEqualTo(head);
      assertThat(byHeight).isEqualTo(head);
      assertThat(probe.receiveMessage()).isEqualTo(new ChainProtocol.NotFound());
    }
  }

  private static void submit(ChainFixture node, AuxPowProtocol.Template template, int salt) {
    var proof = SmallMiner.prove(template.workHash(), TestSpecs.CHAIN_ID, template.bits(), salt);
    var probe = node.probe(AuxPowProtocol.SubmitReply.class);
    node.mining.tell(new AuxPowProtocol.SubmitProof(template.workHash(), proof, probe.ref()));
    assertThat(probe.receiveMessage())
        .isEqualTo(
            new AuxPowProtocol.ProofAccepted(template.rangeStart(), template.rangeEnd(), false));
  }

  private static NodeEvent.RangeFinalised finalised(ChainFixture node) {
    for (int i = 0; i < 200; i++) {
      if (node.events.receiveMessage() instanceof NodeEvent.RangeFinalised found) {
        return found;
      }
    }
    throw new AssertionError("no range was finalised");
  }
}
