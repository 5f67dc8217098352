package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.rules.BlockRefusal.Code;
import io.alys.workflows.rules.FinalRange.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinalRangeTest {

  private final TestChain chain = new TestChain(TestSpecs.standard());
  private final BlockContext one = chain.addRun(chain.genesis(), 1, 100);
  private final BlockContext two = chain.addRun(one, 1, 20);
  private final BlockContext three = chain.addRun(two, 1, 3);

  @Test
  void aRangeFromTheChildOfLastFinalToACommittedBlockExists() {
    var range = found(one, two, three);

    assertThat(range.before()).isEqualTo(chain.genesis());
    assertThat(range.roots()).isEqualTo(List.of(one.root(), two.root()));
    assertThat(range.end()).isEqualTo(two);
    assertThat(range.fees()).isEqualTo(Wei.of(120));
  }

  @Test
  void aRangeMayEndBelowTheCommittedTip() {
    assertThat(found(one, one, three).fees()).isEqualTo(Wei.of(100));
  }

  @Test
  void theNextRangeStartsAfterTheLastEndAndNotAfterTheIncludingBlock() {
    var four = chain.add(three, chain.block(three, 4, chain.mined(three)), 7);
    var five = chain.addRun(four, 1, 0);

    assertThat(four.lastFinal()).isEqualTo(two.self());
    assertThat(found(three, four, five).fees()).isEqualTo(Wei.of(10));
    assertThat(wrong(five, four, five)).isEqualTo(Code.RANGE_START_NOT_AFTER_LAST_FINAL);
  }

  @Test
  void aRangeThatSkipsOrRepeatsBlocksIsRefused() {
    assertThat(wrong(two, two, three)).isEqualTo(Code.RANGE_START_NOT_AFTER_LAST_FINAL);
    assertThat(wrong(chain.genesis(), two, three)).isEqualTo(Code.RANGE_START_NOT_AFTER_LAST_FINAL);
  }

  @Test
  void aRangeInAChildOfLastFinalIsRefused() {
    assertThat(wrong(one, one, chain.genesis())).isEqualTo(Code.RANGE_START_NOT_AFTER_LAST_FINAL);
  }

  @Test
  void anEndOnAnotherBranchIsRefused() {
    var beside = chain.add(one, 9);

    assertThat(wrong(one, beside, three)).isEqualTo(Code.RANGE_END_NOT_ON_ANCESTRY);
    assertThat(wrong(one, chain.genesis(), three)).isEqualTo(Code.RANGE_END_NOT_ON_ANCESTRY);
  }

  @Test
  void anEndThatNoPairCommitsIsRefused() {
    assertThat(wrong(one, three, three)).isEqualTo(Code.RANGE_END_NOT_COMMITTED);
    assertThat(wrong(one, two, chain.add(one, 9))).isEqualTo(Code.RANGE_END_NOT_ON_ANCESTRY);
    assertThat(wrong(one, one, chain.add(one, 9))).isEqualTo(Code.RANGE_END_NOT_COMMITTED);
  }

  @Test
  void aHoleInTheViewIsNoRefusal() {
    chain.forget(two);

    assertThat(FinalRange.resolve(header(one, two), Ancestry.of(three, chain)))
        .isEqualTo(new Resolution.Missing());
  }

  private FinalRange found(BlockContext start, BlockContext end, BlockContext parent) {
    var resolution = FinalRange.resolve(header(start, end), Ancestry.of(parent, chain));
    return ((Resolution.Found) resolution).range();
  }

  private Code wrong(BlockContext start, BlockContext end, BlockContext parent) {
    var resolution = FinalRange.resolve(header(start, end), Ancestry.of(parent, chain));
    return ((Resolution.Wrong) resolution).refusal().code();
  }

  private static AuxPowHeader header(BlockContext start, BlockContext end) {
    return new AuxPowHeader(
        start.root(), end.root(), TestSpecs.EASY, 1, UInt64.ZERO, null, EvmAddress.ZERO);
  }
}
