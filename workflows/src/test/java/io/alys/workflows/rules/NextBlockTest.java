package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.workflows.rules.BlockRefusal.Code;
import io.alys.workflows.rules.TestSpecs.Numbers;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextBlockTest {

  private final TestChain chain = new TestChain(TestSpecs.standard());

  @Test
  void attributesAreWhatTheFieldRulesAskFor() {
    var parent = chain.add(chain.genesis(), 10);

    var attributes = ((NextBlock.Plan.Build) plan(chain, parent, 12, null)).attributes();

    assertThat(attributes.timestamp()).isEqualTo(UInt64.of(24));
    assertThat(attributes.prevRandao())
        .isEqualTo(FieldRules.prevRandaoOf(parent.root(), new Slot(12)));
    assertThat(attributes.suggestedFeeRecipient()).isEqualTo(FieldRules.FEE_RECIPIENT);
    assertThat(attributes.parentBeaconBlockRoot()).isEqualTo(parent.root());
    assertThat(attributes.withdrawals()).isEmpty();
  }

  @Test
  void aStalledChainPlansNothingWithoutWork() {
    var stalled =
        new TestChain(TestSpecs.of(new Numbers(1, 1, TestSpecs.EASY, TestSpecs.EASY, 1, 20, 64)));
    var tip = stalled.addRun(stalled.genesis(), 65, 0);

    assertThat(refusal(plan(stalled, tip, 66, null))).isEqualTo(Code.STALLED);
    assertThat(plan(stalled, tip, 66, stalled.mined(tip))).isInstanceOf(NextBlock.Plan.Build.class);
  }

  @Test
  void aHeaderOfAnotherBranchPlansNothing() {
    var tip = chain.addRun(chain.genesis(), 4, 0);
    var beside = chain.addRun(chain.add(chain.genesis(), 9), 3, 0);

    assertThat(refusal(plan(chain, beside, 20, chain.mined(tip))))
        .isEqualTo(Code.RANGE_START_NOT_AFTER_LAST_FINAL);
  }

  @Test
  void whateverIsPlannedIsValid() {
    var random = new Random(3);
    var tip = chain.genesis();
    for (int i = 0; i < 300; i++) {
      var slot = tip.slot().value() + 1 + (random.nextInt(4) == 0 ? random.nextInt(5) : 0);
      var mayFinalise = tip.committed().height().isAbove(tip.lastFinal().height());
      var header = mayFinalise && random.nextInt(5) == 0 ? chain.mined(tip) : null;

      var block = chain.block(tip, slot, header);

      assertThat(BlockRules.check(block, Ancestry.of(tip, chain), chain.spec()))
          .isEqualTo(new Verdict.Valid());
      tip = chain.add(tip, block, random.nextLong(1L << 40));
    }
  }

  private static NextBlock.Plan plan(
      TestChain chain, BlockContext parent, long slot, @Nullable AuxPowHeader header) {
    return NextBlock.plan(
        new NextBlock.Intent(new Slot(slot), header), Ancestry.of(parent, chain), chain.spec());
  }

  private static Code refusal(NextBlock.Plan plan) {
    var why = ((NextBlock.Plan.Impossible) plan).why();
    return ((Verdict.Refused) why).refusal().code();
  }
}
