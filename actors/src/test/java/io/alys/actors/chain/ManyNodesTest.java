package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Height;
import io.alys.workflows.fakes.SmallMiner;
import io.alys.workflows.fakes.TestSpecs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several validators and full nodes form one chain, and go on forming it when some are away. */
@Tag("slow")
class ManyNodesTest {

  private static final EvmAddress MINER = ChainFixture.MINER;

  @Test
  void fourValidatorsAndAFullNodeTakeTurnsAndShareOneHead() {
    try (var nodes = new ManyNodes(4, 1, 64)) {
      nodes.startAll();
      nodes.await("the first block", n -> nodes.height() >= 1);
      nodes.toNextSlot();
      var from = nodes.slot();
      var height = nodes.height();

      nodes.slots(8);

      assertThat(nodes.sameHeads()).as(nodes::report).isTrue();
      assertThat(nodes.height()).isGreaterThanOrEqualTo(height + 7);
      for (long at = height + 2; at <= nodes.height(); at++) {
        var here = nodes.node(5).at(at).orElseThrow().context();
        var before = nodes.node(5).at(at - 1).orElseThrow().context();
        assertThat(here.slot().minus(before.slot())).as("slots skipped below %s", at).isEqualTo(1);
      }
      assertThat(nodes.node(5).status().committed().height().value())
          .isGreaterThanOrEqualTo(nodes.height() - 1);
      assertThat(nodes.slot().minus(from)).isEqualTo(8);
    }
  }

  @Test
  void oneMinersProofMakesTheRangeFinalEverywhere() {
    try (var nodes = new ManyNodes(4, 1, 64)) {
      nodes.startAll();
      nodes.await("something is committed", n -> nodes.height() >= 4);
      nodes.settle();
      var template =
          (AuxPowProtocol.Template)
              nodes
                  .node(5)
                  .ask(
                      AuxPowProtocol.TemplateReply.class,
                      me ->
                          nodes
                              .node(5)
                              .mining()
                              .tell(new AuxPowProtocol.CreateTemplate(MINER, me)));
      var proof = SmallMiner.prove(template.workHash(), TestSpecs.CHAIN_ID, template.bits(), 1);

      var reply =
          nodes
              .node(5)
              .ask(
                  AuxPowProtocol.SubmitReply.class,
                  me ->
                      nodes
                          .node(5)
                          .mining()
                          .tell(new AuxPowProtocol.SubmitProof(template.workHash(), proof, me)));

      assertThat(reply).isInstanceOf(AuxPowProtocol.ProofAccepted.class);
      nodes.await(
          "final everywhere",
          n -> n.stream().allMatch(node -> node.status().powFinal().equals(template.rangeEnd())));
      assertThat(nodes.sameHeads()).isTrue();
    }
  }

  @Test
  void withTwoOfThreeDeadProductionHaltsAndSaysWhyAndGoesOnWithOneBack() {
    try (var nodes = new ManyNodes(3, 0, 64)) {
      nodes.startAll();
      nodes.await("some blocks", n -> nodes.height() >= 3);
      nodes.kill(2);
      nodes.kill(3);
      nodes.slots(2);
      var halted = nodes.height();

      nodes.slots(8);

      var status = nodes.node(1).status();
      assertThat(nodes.height()).isEqualTo(halted);
      assertThat(status.phase()).isEqualTo("degraded");
      assertThat(status.reasons().toString()).contains("approvals-missing").contains("1 of 2");

      nodes.start(2);
      nodes.await("goes on", n -> nodes.height() >= halted + 3 && nodes.sameHeads());
      nodes.start(3);
      nodes.await("the third is back", n -> nodes.height() >= halted + 6 && nodes.sameHeads());
    }
  }

  @Test
  void aNetworkCutInHalvesMakesNothingAndGoesOnWhenItHeals() {
    try (var nodes = new ManyNodes(4, 0, 64)) {
      nodes.startAll();
      nodes.await("some blocks", n -> nodes.height() >= 3);
      nodes.partition(1, 2);
      nodes.slots(2);
      var cut = nodes.all.stream().mapToLong(n -> n.status().certified().height().value()).max();

      nodes.slots(6);
      var during = nodes.all.stream().mapToLong(n -> n.status().certified().height().value()).max();
      nodes.heal();

      assertThat(during).isEqualTo(cut);
      nodes.await(
          "one chain again", n -> nodes.height() >= during.orElseThrow() + 4 && nodes.sameHeads());
    }
  }

  @Test
  void whatIsLostIsAskedFor() {
    try (var nodes = new ManyNodes(4, 1, 64)) {
      nodes.startAll();
      nodes.await("some blocks", n -> nodes.height() >= 3);
      nodes.network.lose(0.3);

      nodes.slots(12);
      var lossy = nodes.height();
      nodes.network.lose(0);
      nodes.slots(3);

      assertThat(lossy).isGreaterThan(6);
      nodes.await("one head", n -> nodes.sameHeads());
    }
  }

  @Test
  void aNodeThatComesLateCatchesUpAndTakesPart() {
    try (var nodes = new ManyNodes(4, 0, 64)) {
      nodes.start(1, 2, 3);
      nodes.await("many blocks", n -> nodes.height() >= 12);

      nodes.start(4);

      nodes.await("it catches up", n -> nodes.sameHeads());
      var height = new Height(nodes.height());
      nodes.await(
          "it takes part",
          n ->
              n.getFirst()
                  .at(nodes.height())
                  .filter(block -> block.context().height().isAbove(height))
                  .filter(block -> block.context().slot().value() % 4 == 3)
                  .isPresent());
    }
  }
}
